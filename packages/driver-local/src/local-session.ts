import { probeFolders } from './probe/probe-folders.ts';
import type { DriverContext, EngineConnection, Observed, TenantIdentity } from '@akili/resource';

/** A tenant's (or the platform's) way to the environment's folder. Holds nothing open. */
export interface LocalSession {
  /** Absolute folder of the environment. */
  readonly root: string;
  readonly tenant: TenantIdentity;
}

/** Reads all that a tenant has in one role. */
export type Inventory = (session: LocalSession) => readonly Observed[];

/** A connection to a role that is a directory. */
export function connectTo(context: DriverContext, inventory: Inventory): EngineConnection<LocalSession> {
  const sessionOf = (tenant: TenantIdentity): LocalSession => ({ root: context.directory, tenant });
  return {
    inventory(tenant, signal) {
      signal.throwIfAborted();
      return Promise.resolve(inventory(sessionOf(tenant)));
    },
    session: (tenant) => Promise.resolve(sessionOf(tenant)),
    probe: (probe) => Promise.resolve(probeFolders(context.binding.role, context.directory, probe)),
    close: () => Promise.resolve(),
  };
}
