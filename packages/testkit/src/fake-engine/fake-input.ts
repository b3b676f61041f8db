import { platformId, platformSlug } from '@akili/resource';
import type { Address, Resource, TenantIdentity, TenantState } from '@akili/resource';
import type { FakeEngine } from './fake-engine.ts';
import { fakeTypes } from './fake-types.ts';

export const acme: TenantIdentity = { slug: 'acme-corp', id: '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d' };
export const globex: TenantIdentity = { slug: 'globex-inc', id: '0b8d3f1e-52a7-4c19-8f66-7e1d2c3b4a59' };
export const platform: TenantIdentity = { slug: platformSlug, id: platformId };

/** One tenant as a planner gets it, with what the engine has of it now. */
export function fakeTenant(
  identity: TenantIdentity,
  desired: readonly Resource[],
  engine: FakeEngine,
  state?: TenantState,
) {
  return {
    identity,
    status: 'active' as 'active' | 'suspended' | 'archived' | 'removed',
    inputDigest: `sha256:${'0'.repeat(64)}`,
    state,
    desired,
    observed: engine.inventory(identity),
    credentials: [] as readonly string[],
    allowedCredentials: [] as readonly string[],
    origin: { file: `tenants/${identity.slug}/tenant.yaml` },
  };
}

/** The input of a plan for these tenants on the fake engine; every destructive step of `allowDestroy` is allowed. */
export function fakeInput(tenants: readonly ReturnType<typeof fakeTenant>[], allowDestroy: readonly Address[] = []) {
  return {
    environment: 'local',
    basis: 'live' as const,
    commit: null,
    tenants,
    types: fakeTypes,
    allowDestroy: new Set<string>(allowDestroy),
    diagnostics: [],
  };
}
