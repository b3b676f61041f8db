import { exitCodes, hasErrors, leftOutOffline, type Diagnostic } from '@akili/diagnostics';
import { observedFromBase, type PlanInput } from '@akili/plan';
import { readGitRef } from '@akili/repo';
import type { Observed } from '@akili/resource';
import { compileRepository } from './compile-repository.ts';
import { loadEngines, lowerAll } from './engines.ts';
import { knownTenants } from './known-tenants.ts';
import type { LivePlanRequest } from './live-plan-input.ts';
import type { WholeRepository } from './open-environment.ts';
import type { OperationHost } from './operation-host.ts';
import { planTenants } from './plan-tenants.ts';
import { bare, Stopped } from './stopped.ts';

/**
 * The planner's input without engines: what the base commit would have applied stands for what is live. The base's ids
 * are the witness that no tenant's id has changed. What is wrong in the base itself is not this plan's business, as
 * long as it can be compiled at all.
 */
export async function offlinePlanInput(
  whole: WholeRepository,
  base: string,
  request: LivePlanRequest,
  host: OperationHost,
): Promise<PlanInput> {
  const { environment, collected, compilation, snapshot } = whole;
  const before = await readGitRef(host.root, base);
  const unreadable = before.findings.filter((finding) => finding.code === 'FS102');
  if (hasErrors(unreadable)) throw new Stopped(bare(unreadable), exitCodes.failed);
  const old = await compileRepository(before, { environment: environment.name }, host);
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
  const tenants = await knownTenants(collected, compilation, undefined);
  const left: readonly Diagnostic[] = bare(
    engines.missing.map(({ role, driver, place }) => leftOutOffline.at(place, { role, driver })),
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
