import type { Diagnostic } from '@akili/diagnostics';
import type { PlanInput, PlanScope } from '@akili/plan';
import { platformSlug, type Observed } from '@akili/resource';
import { beyondEngines } from './beyond-engines.ts';
import { lowerAll } from './engines.ts';
import type { KnownTenant } from './known-tenants.ts';
import type { OpenEnvironment, WholeRepository } from './open-environment.ts';
import type { OperationHost } from './operation-host.ts';
import { planTenants } from './plan-tenants.ts';

/** What a live plan is asked for. */
export interface LivePlanRequest {
  readonly scope: PlanScope | undefined;
  readonly allowDestroy: readonly string[];
  readonly commit: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the engines, tenant by tenant within the scope, and puts the planner's input together. */
export async function livePlanInput(
  whole: WholeRepository,
  open: OpenEnvironment,
  request: LivePlanRequest,
  host: OperationHost,
): Promise<PlanInput> {
  const { environment, collected, compilation, snapshot } = whole;
  const desired = lowerAll(open.engines, compilation, environment, await open.logins());
  const observed = await observe(open, request.scope, host);
  const { platform } = collected.repository;
  return {
    environment: environment.name,
    basis: 'live',
    commit: request.commit,
    tenants: planTenants({
      ...{ snapshot, platform, environment, tenants: open.tenants, desired, observed },
      unread: (slug) => open.connections.unread(slug),
    }),
    types: open.engines.types,
    allowDestroy: new Set(request.allowDestroy),
    ...(request.scope === undefined ? {} : { scope: request.scope }),
    diagnostics: [...request.diagnostics, ...beyondEngines(open.engines, compilation, environment, request.scope)],
  };
}

/** Tenants whose engines are read at the same time: while one waits for an engine, another can be worked on. */
const tenantsAtOnce = 4;

/** What the engines have: of the platform always, since everybody leans on it, and of the tenants in scope. */
async function observe(
  open: OpenEnvironment,
  scope: PlanScope | undefined,
  host: OperationHost,
): Promise<ReadonlyMap<string, readonly Observed[]>> {
  const observed = new Map<string, readonly Observed[]>();
  const asked = open.tenants.filter(
    ({ identity: { slug } }) => slug === platformSlug || (scope?.tenants?.includes(slug) ?? true),
  );
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < asked.length) {
      host.signal.throwIfAborted();
      host.progress({ phase: 'reading the engines', done: next, total: asked.length });
      const { identity } = asked[next++] as KnownTenant;
      observed.set(identity.slug, await open.connections.inventory(identity));
    }
  };
  await Promise.all(Array.from({ length: tenantsAtOnce }, work));
  return observed;
}
