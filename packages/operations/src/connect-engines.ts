import { engineUnreachable, exitCodes } from '@akili/diagnostics';
import type { Secrets } from '@akili/credentials';
import type { EngineBinding, EngineRole, Environment } from '@akili/model';
import {
  EngineError,
  type DriverContext,
  type EngineConnection,
  type Observed,
  type TenantIdentity,
} from '@akili/resource';
import type { Engines } from './engines.ts';
import { environmentDirectory } from './local-folders.ts';
import type { OperationHost } from './operation-host.ts';
import { Stopped } from './stopped.ts';

/** The open engines of an environment. */
export interface Connections {
  readonly byRole: ReadonlyMap<EngineRole, EngineConnection>;
  /** Everything the engines have of a tenant. */
  inventory(tenant: TenantIdentity): Promise<readonly Observed[]>;
  close(): Promise<void>;
}

/** What logging in takes. */
export interface Logins {
  readonly secrets: Secrets;
  /** References that manifests name, by tenant and role. */
  readonly references: ReadonlyMap<string, { readonly [role: string]: string }>;
}

/**
 * Opens every engine of an environment. One that cannot be reached ends the operation, with none left open.
 */
export async function connectEngines(
  environment: Environment,
  engines: Engines,
  tenants: readonly TenantIdentity[],
  { secrets, references }: Logins,
  host: OperationHost,
): Promise<Connections> {
  const byRole = new Map<EngineRole, EngineConnection>();
  const close = async (): Promise<void> => {
    for (const connection of byRole.values()) await connection.close();
    byRole.clear();
  };
  const directory = environmentDirectory(host.root, environment.name);
  for (const { binding, driver } of engines.bound) {
    host.progress({ phase: `opening ${binding.role}` });
    try {
      const credentialReference = (tenant: string, role = binding.role): string | undefined =>
        references.get(tenant)?.[role];
      const secret: DriverContext['secret'] = (tenant, reference, _version, role = binding.role) =>
        secrets.reveal(tenant, reference, role);
      const context = { environment, binding, directory, secret, credentialReference, tenants };
      byRole.set(binding.role, await driver.connect(context));
    } catch (error) {
      await close();
      throw error instanceof EngineError ? unreachableEngine(environment, binding, error) : error;
    }
  }
  return { byRole, inventory: (tenant) => inventoryOf(environment, engines, byRole, tenant, host.signal), close };
}

async function inventoryOf(
  environment: Environment,
  { bound }: Engines,
  connections: ReadonlyMap<EngineRole, EngineConnection>,
  tenant: TenantIdentity,
  signal: AbortSignal,
): Promise<readonly Observed[]> {
  const parts = await Promise.all(
    bound.map(async ({ binding }) => {
      try {
        return (await connections.get(binding.role)?.inventory(tenant, signal)) ?? [];
      } catch (error) {
        throw error instanceof EngineError ? unreachableEngine(environment, binding, error) : error;
      }
    }),
  );
  return parts.flat();
}

function unreachableEngine({ name }: Environment, { role, driver, place }: EngineBinding, error: EngineError): Stopped {
  const params = { environment: name, role, driver, problem: error.message };
  return new Stopped({ findings: [engineUnreachable.at(place, params)] }, exitCodes.failed);
}
