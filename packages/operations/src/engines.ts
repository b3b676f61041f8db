import { engineRoles, type Compilation, type EngineBinding, type Environment } from '@akili/model';
import { loginKind, loginType, lowerLogins } from '@akili/credentials';
import { byAddress, type Driver, type Resource, type ResourceType } from '@akili/resource';
import { loadDriver } from './drivers.ts';
import type { TenantLogins } from './tenant-logins.ts';

/** One engine of an environment with the driver that knows it. */
export interface BoundEngine {
  readonly binding: EngineBinding;
  readonly driver: Driver;
}

/** The engines of an environment, as far as this version has drivers for them. */
export interface Engines {
  readonly bound: readonly BoundEngine[];
  /** Bindings whose driver this version does not have. */
  readonly missing: readonly EngineBinding[];
  /** Resource types of all drivers by kind. */
  readonly types: ReadonlyMap<string, ResourceType>;
  /** Which engine has a kind. */
  readonly engineOf: ReadonlyMap<string, BoundEngine>;
}

/** Loads the drivers of an environment; nothing is connected. */
export async function loadEngines(environment: Environment): Promise<Engines> {
  const bound: BoundEngine[] = [];
  const missing: EngineBinding[] = [];
  for (const role of engineRoles) {
    const binding = environment.engines[role];
    if (binding === undefined) continue;
    const driver = await loadDriver(role, binding.driver);
    if (driver === undefined) missing.push(binding);
    else bound.push({ binding, driver });
  }
  const types = new Map<string, ResourceType>();
  if (environment.secrets !== undefined) types.set(loginKind, loginType as unknown as ResourceType);
  const engineOf = new Map<string, BoundEngine>();
  for (const engine of bound) {
    for (const type of engine.driver.types as readonly ResourceType[]) {
      types.set(type.kind, type);
      engineOf.set(type.kind, engine);
    }
  }
  return { bound, missing, types, engineOf };
}

/**
 * What shall exist, of every driver, sorted by address; `logins` where the engines are real and read. Edges to engines
 * that this version has no driver for, or that the environment does not have, are left out: nothing of those engines is
 * planned.
 */
export function lowerAll(
  engines: Engines,
  compilation: Compilation,
  environment: Environment,
  logins?: TenantLogins,
): readonly Resource[] {
  const objectLogins = logins?.get('objects');
  const all = engines.bound.flatMap(({ driver, binding }) => {
    const own = logins?.get(binding.role);
    return driver.lower({
      ...{ compilation, environment },
      ...(own === undefined ? {} : { logins: own }),
      ...(objectLogins === undefined ? {} : { objectLogins }),
    });
  });
  if (logins !== undefined) {
    // A login that nothing on an engine waits for would be a secret too many.
    const wanted = new Set(all.flatMap(({ dependsOn }) => dependsOn));
    all.push(...lowerLogins(compilation.tenants, logins).filter(({ address }) => wanted.has(address)));
  }
  // Where every role has its engine, an edge to what nobody declares is a mistake of ours, which the plan finds.
  if (engines.bound.length === engineRoles.length) return all.toSorted(byAddress);
  const declared = new Set(all.map(({ address }) => address));
  return all
    .map((resource) => ({ ...resource, dependsOn: resource.dependsOn.filter((address) => declared.has(address)) }))
    .toSorted(byAddress);
}
