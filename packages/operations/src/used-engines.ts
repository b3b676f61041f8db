import type { Compilation, Environment } from '@akili/model';
import { lowerAll, type Engines } from './engines.ts';

/** Says whether anything of a tenant is declared on the engine of a role. */
export type UsesEngine = (slug: string, role: string) => boolean;

/** Who has anything on which engine: only there a login of the tenant exists. Lowers the repository when first asked. */
export function usedEngines(engines: Engines, compilation: Compilation, environment: Environment): UsesEngine {
  let used: ReadonlySet<string> | undefined;
  return (slug, role) => {
    used ??= new Set(
      lowerAll(engines, compilation, environment).map(({ tenant, kind }) => `${tenant.slug}/${kind.split('.')[0]}`),
    );
    return used.has(`${slug}/${role}`);
  };
}
