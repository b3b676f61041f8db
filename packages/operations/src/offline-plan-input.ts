import { leftOutOffline } from '@akili/diagnostics';
import { diagnosticOf } from '@akili/compiler';
import { createLocator } from '@akili/manifest';
import { observedFromBase, type PlanInput } from '@akili/plan';
import type { Observed } from '@akili/resource';
import type { BaseCommit } from './base-commit.ts';
import { compileRepository } from './compile-repository.ts';
import { loadEngines, lowerAll } from './engines.ts';
import { knownTenants } from './known-tenants.ts';
import type { LivePlanRequest } from './live-plan-input.ts';
import type { WholeRepository } from './open-environment.ts';
import type { OperationHost } from './operation-host.ts';
import { planTenants } from './plan-tenants.ts';

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
  const declared = old.collected.environment ?? environment;
  for (const one of observedFromBase(lowerAll(engines, old.compiled.compilation, declared), engines.types)) {
    const slug = one.address.split('/')[0] as string;
    const list = observed.get(slug) ?? [];
    list.push(one);
    observed.set(slug, list);
  }
  const { platform } = collected.repository;
  const tenants = await knownTenants(collected, compilation, undefined, base.ids);
  const locate = createLocator(snapshot);
  const left = engines.missing.map(({ role, driver, place }) =>
    diagnosticOf(leftOutOffline.at(place, { role, driver }), locate),
  );
  return {
    environment: environment.name,
    basis: 'offline',
    commit: request.commit,
    tenants: planTenants({ snapshot, platform, environment, tenants, desired, observed }),
    types: engines.types,
    allowDestroy: new Set(request.allowDestroy),
    ...(request.scope === undefined ? {} : { scope: request.scope }),
    diagnostics: [...request.diagnostics, ...left],
  };
}
