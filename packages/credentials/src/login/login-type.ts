import { FindingError, secretDenied, secretUnavailable } from '@akili/diagnostics';
import { readCredentialReference, type CredentialReference, type EngineRole, type Json } from '@akili/model';
import {
  EngineError,
  readAddress,
  type Difference,
  type Observed,
  type Resource,
  type ResourceType,
  type TenantIdentity,
} from '@akili/resource';
import type { Secrets } from '../open-secrets.ts';
import type { SecretStore } from '../stores/secret-store.ts';
import { firstLogin, type RandomBytes } from './new-login.ts';

export const loginKind = 'secrets.login';

/** A login that lies in the environment's store. */
export type LoginSpec = { readonly role: string; readonly secret: string };

/** What it takes to write a tenant's logins. */
export interface LoginSession {
  readonly tenant: TenantIdentity;
  readonly store: SecretStore;
  readonly secrets: Pick<Secrets, 'forget'>;
  readonly random: RandomBytes;
}

/**
 * A tenant's login in the environment's store of secrets. Generated where there is none and never read back into a
 * plan; a rotation makes its later versions. Its mark is the tenant's id inside the secret.
 */
export const loginType: ResourceType<LoginSpec, LoginSession> = {
  kind: loginKind,
  rank: 5,
  expect: ({ spec }) => ({ role: spec.role, secret: spec.secret }),
  diff(desired, observed) {
    if (desired === undefined) return observed === undefined ? undefined : removal(observed);
    return observed === undefined ? creation(desired) : undefined;
  },
  async run(session, step, signal) {
    const { do: what, secret } = step.request as { readonly do: 'generate' | 'remove'; readonly secret: string };
    const reference = readCredentialReference(secret) as CredentialReference;
    const role = readAddress(step.address)?.name as EngineRole;
    try {
      if (what === 'remove') await remove(session, reference, signal);
      else await generate(session, reference, secret, role, signal);
    } finally {
      session.secrets.forget(secret);
    }
  },
};

function creation({ spec }: Resource<LoginSpec>): Difference {
  const after: Json = { role: spec.role, secret: spec.secret };
  const step = {
    summary: `generate the login for ${spec.role} into ${spec.secret}`,
    risk: 'security' as const,
    credential: 'platform' as const,
    request: { do: 'generate', secret: spec.secret },
  };
  return { op: 'create', reason: 'not there yet', before: null, after, steps: [step] };
}

function removal({ value }: Observed): Difference {
  const { role, secret } = value as { readonly role: string; readonly secret: string };
  const step = {
    summary: `remove the login for ${role} from ${secret}`,
    risk: 'security' as const,
    credential: 'platform' as const,
    request: { do: 'remove', secret },
  };
  return { op: 'delete', reason: 'no longer declared', before: value, after: null, steps: [step] };
}

/** Never over a secret that is there: who generated it first, or put it there by hand, is right. */
async function generate(
  { store, tenant, random }: LoginSession,
  reference: CredentialReference,
  shown: string,
  role: EngineRole,
  signal: AbortSignal,
): Promise<void> {
  const found = await store.read(reference, signal);
  if (found.found === 'value') return;
  if (found.found === 'denied') throw new FindingError(secretDenied.at(undefined, { reference: shown, ...found }));
  if (found.found === 'failed') throw new FindingError(secretUnavailable.at(undefined, { reference: shown, ...found }));
  if (store.write === undefined) throw new EngineError(`the store of ${shown} cannot be written`);
  const written = await store.write(reference, firstLogin(tenant, role, random), found.revision, signal);
  if (!written.written && !written.moved) throw new EngineError(`${shown} cannot be written: ${written.problem}`);
}

async function remove({ store }: LoginSession, reference: CredentialReference, signal: AbortSignal): Promise<void> {
  if (store.remove === undefined) throw new EngineError('secrets cannot be removed from this store');
  const removed = await store.remove(reference, signal);
  if (!removed.written && !removed.moved) throw new EngineError(`the secret cannot be removed: ${removed.problem}`);
}
