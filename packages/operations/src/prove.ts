import { exitCodes } from '@akili/diagnostics';
import { plan as makePlan } from '@akili/plan';
import { readWorkingTree } from '@akili/repo';
import type { Answer } from './answer.ts';
import { answerOrStopped } from './answer-or-stopped.ts';
import { sourcesOf } from './compile-repository.ts';
import { compileWhole } from './compile-whole.ts';
import { loadEngines, lowerAll } from './engines.ts';
import { knownTenants } from './known-tenants.ts';
import type { OperationHost } from './operation-host.ts';
import { planScope } from './plan-scope.ts';
import { planTenants } from './plan-tenants.ts';
import { secretsFor } from './secrets.ts';
import type { Selection } from './selection.ts';
import { tenantLogins } from './tenant-logins.ts';

/**
 * Proves isolation over everything that the engines of an environment would hold, as if all of it were to be created:
 * so every step's request is looked at. Reaches no engine and no store of secrets.
 */
export async function prove(host: OperationHost, selection: Selection): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  return await answerOrStopped(snapshot, async () => {
    const { whole } = await compileWhole(snapshot, { ...selection, products: [] }, {}, host);
    const { environment, collected, compilation } = whole;
    const { platform } = collected.repository;
    const engines = await loadEngines(environment);
    const tenants = await knownTenants(collected, compilation, undefined);
    const logins = await tenantLogins(environment, tenants, secretsFor(platform, host), () => false);
    const desired = lowerAll(engines, compilation, environment, logins);
    const scope = planScope({ ...selection, products: [] });
    const { isolation } = makePlan({
      environment: environment.name,
      basis: 'offline',
      commit: null,
      tenants: planTenants({ snapshot, platform, environment, tenants, desired, observed: new Map() }),
      types: engines.types,
      allowDestroy: new Set(),
      ...(scope === undefined ? {} : { scope }),
      diagnostics: [],
    }).plan;
    const left = engines.missing.map(
      ({ role, driver }) => `The ${role} engine is not part of this proof: this version cannot plan for \`${driver}\`.`,
    );
    const proof = { ...isolation, notProved: [...isolation.notProved, ...left] };
    return {
      document: { kind: 'proof', environment: environment.name, proof },
      exitCode: proof.holds ? exitCodes.ok : exitCodes.isolationViolated,
      sourceOf: sourcesOf(snapshot),
    };
  });
}
