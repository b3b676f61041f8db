import { leftOutOffline } from '@akili/diagnostics';
import { diagnosticOf, type ReadRepository } from '@akili/compiler';
import { createLocator } from '@akili/manifest';
import type { Environment } from '@akili/model';
import { observedFromBase, type PlanInput } from '@akili/plan';
import type { Observed } from '@akili/resource';
import type { BaseCommit } from './base-commit.ts';
import { beyondEngines } from './beyond-engines.ts';
import { compileRepository } from './compile-repository.ts';
import { loadEngines, lowerAll } from './engines.ts';
import { knownTenants } from './known-tenants.ts';
import type { LivePlanRequest } from './live-plan-input.ts';
import type { WholeRepository } from './open-environment.ts';
import type { OperationHost } from './operation-host.ts';
import { platformFileChanges } from './platform-file-changes.ts';
import { planTenants } from './plan-tenants.ts';
import { queryChanges } from './query-changes/query-changes.ts';

/**
 * The planner's input without engines: what the base commit would have applied stands for what is live. What is wrong
 * in the base is not this plan's business.
 */
export async function offlinePlanInput(
  whole: WholeRepository,
  base: BaseCommit,
  request: LivePlanRequest,
  host: OperationHost,
): Promise<PlanInput> {
  const { environment, collected, compilation, snapshot } = whole;
  const old = await compileRepository(base.snapshot, { environment: environment.name }, host);
  const engines = await loadEngines(environment);
  const desired = lowerAll(engines, compilation, environment);
  const observed = new Map<string, Observed[]>();
  const declared = environmentOf(base, old.collected);
  const applied = declared === undefined ? [] : lowerAll(engines, old.compiled.compilation, declared);
  for (const one of observedFromBase(applied, engines.types)) {
    const slug = one.address.split('/')[0] as string;
    const list = observed.get(slug) ?? [];
    list.push(one);
    observed.set(slug, list);
  }
  const { platform } = collected.repository;
  const tenants = await knownTenants(collected, compilation, undefined, base.ids);
  const locate = createLocator(snapshot);
  const queries = await queryChanges(
    { snapshot: base.snapshot, collected: old.collected, products: old.compiled.compilation.products },
    { snapshot, collected, products: compilation.products },
    request.scope?.tenants,
    host,
  );
  const left = engines.missing.map(({ role, driver, place }) =>
    diagnosticOf(leftOutOffline.at(place, { role, driver }), locate),
  );
  const ofPlatform = platformFileChanges(base.snapshot, snapshot)
    .filter(({ tenant }) => tenant === undefined || (request.scope?.tenants?.includes(tenant) ?? true))
    .map((finding) => diagnosticOf(finding, locate));
  return {
    environment: environment.name,
    basis: 'offline',
    commit: request.commit,
    tenants: planTenants({ snapshot, platform, environment, tenants, desired, observed }),
    types: engines.types,
    queries,
    allowDestroy: new Set(request.allowDestroy),
    ...(request.scope === undefined ? {} : { scope: request.scope }),
    diagnostics: [
      ...request.diagnostics,
      ...ofPlatform,
      ...left,
      ...beyondEngines(engines, compilation, environment, request.scope),
    ],
  };
}

/** The environment as the base has it; undefined where it has none of that name: there it would have applied nothing. */
function environmentOf(base: BaseCommit, { environment }: ReadRepository): Environment | undefined {
  // Without an akili.yaml there is an environment all the same, so that the rest of a repository can be checked.
  return base.snapshot.files.some(({ path }) => path === 'akili.yaml') ? environment : undefined;
}
