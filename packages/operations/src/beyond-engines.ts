import { engineCannot, located, type Diagnostic } from '@akili/diagnostics';
import type { Compilation, Environment } from '@akili/model';
import type { PlanScope } from '@akili/plan';
import type { Engines } from './engines.ts';

/** What is declared and the engines of an environment cannot do: of the platform, and of the tenants in scope. */
export function beyondEngines(
  { bound }: Engines,
  compilation: Compilation,
  environment: Environment,
  scope: PlanScope | undefined,
): readonly Diagnostic[] {
  return bound.flatMap(({ driver, binding: { role } }) =>
    (driver.cannot?.({ compilation, environment }) ?? [])
      .filter(({ tenant }) => tenant === undefined || (scope?.tenants?.includes(tenant) ?? true))
      .map(({ sentence, tenant, origin }) =>
        located(engineCannot.at(undefined, { role, driver: driver.name, sentence }, { tenant }), origin),
      ),
  );
}
