import { engineUnreachable, exitCodes } from '@akili/diagnostics';
import type { Secrets } from '@akili/credentials';
import type { EngineBinding, EngineRole, Environment } from '@akili/model';
import {
  EngineError,
  platformSlug,
  type CredentialScope,
  type DriverContext,
  type EngineConnection,
  type Observed,
  type StateRecord,
  type TenantIdentity,
} from '@akili/resource';
import type { Engines } from './engines.ts';
import { environmentDirectory } from './local-folders.ts';
import type { OperationHost } from './operation-host.ts';
import type { SecretsEngine } from './secrets-engine.ts';
import { Stopped } from './stopped.ts';
import type { UsesEngine } from './used-engines.ts';
import type { ReferencesByRole } from './tenant-credentials.ts';

/** The open engines of an environment. */
export interface Connections {
  readonly byRole: ReadonlyMap<EngineRole, EngineConnection>;
  /** Everything the engines have of a tenant, as far as the credentials at hand can see it. */
  inventory(tenant: TenantIdentity): Promise<readonly Observed[]>;
  /** Kinds that cannot be seen of a tenant: of the platform everything on engines that tenants' own logins read. */
  unread(slug: string): ReadonlySet<string>;
  readonly made: SecretsEngine | undefined;
  close(): Promise<void>;
}

/** What logging in takes. */
export interface Logins {
  readonly secrets: Secrets;
  /** References by tenant and role (`tenantCredentials`). */
  readonly references: ReadonlyMap<string, ReferencesByRole>;
  /** Which tenants have a login of their own on which engine; only those can be read with it. */
  readonly uses: UsesEngine;
  /** Whose credential each engine is read with. */
  readonly reads: ReadonlyMap<EngineRole, CredentialScope>;
  /** The store that logins are generated into, where the environment has one. */
  readonly made: SecretsEngine | undefined;
  /** What the state records of a tenant. */
  readonly recorded: (tenant: string) => readonly StateRecord[];
}

/**
 * Opens every engine of an environment. One that cannot be reached ends the operation, with none left open.
 */
export async function connectEngines(
  environment: Environment,
  engines: Engines,
  tenants: readonly TenantIdentity[],
  { secrets, references, uses, reads, made, recorded }: Logins,
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
      const secret: DriverContext['secret'] = (tenant, reference, version, role = binding.role) =>
        secrets.reveal(tenant, reference, role, version);
      const context: DriverContext = {
        ...{ environment, binding, directory, secret, credentialReference, recorded, tenants },
        reads: reads.get(binding.role) ?? 'platform',
      };
      byRole.set(binding.role, await driver.connect(context));
    } catch (error) {
      await close();
      throw error instanceof EngineError ? unreachableEngine(environment, binding, error) : error;
    }
  }
  const isRead = (slug: string, role: EngineRole): boolean =>
    reads.get(role) !== 'tenant' || (slug !== platformSlug && uses(slug, role));
  const readable = (slug: string): Engines => ({
    ...engines,
    bound: engines.bound.filter(({ binding }) => isRead(slug, binding.role)),
  });
  return {
    byRole,
    inventory: async (tenant) => {
      const [logins, things] = await Promise.all([
        made?.inventory(tenant) ?? [],
        inventoryOf(environment, readable(tenant.slug), byRole, tenant, host.signal),
      ]);
      return [...logins, ...things];
    },
    unread: (slug) =>
      new Set([
        ...(made?.unread(slug) ?? []),
        ...engines.bound.flatMap(({ binding, driver }) => {
          if (!isRead(slug, binding.role)) return driver.types.map(({ kind }) => kind);
          return slug === platformSlug ? [] : (byRole.get(binding.role)?.unread ?? []);
        }),
      ]),
    made,
    close,
  };
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

/** What ends an operation whose engine cannot be reached, or refuses the login. */
export function unreachableEngine(
  { name }: Environment,
  { role, driver, place }: EngineBinding,
  error: EngineError,
): Stopped {
  const params = { environment: name, role, driver, problem: error.message };
  return new Stopped({ findings: [engineUnreachable.at(place, params)] }, exitCodes.failed);
}
