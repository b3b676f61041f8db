import { randomBytes } from 'node:crypto';
import { environmentLocked, exitCodes } from '@akili/diagnostics';
import type { ReadRepository } from '@akili/compiler';
import type { Compilation, Environment, Snapshot } from '@akili/model';
import { LockedError, platformSlug, type StateRecord, type StateStore } from '@akili/resource';
import type { PlanScope } from '@akili/plan';
import type { Secrets } from '@akili/credentials';
import { lockEnvironment } from '@akili/store';
import { connectEngines, type Connections } from './connect-engines.ts';
import { loadEngines, type Engines } from './engines.ts';
import { knownTenants, type KnownTenant } from './known-tenants.ts';
import { environmentDirectory } from './local-folders.ts';
import type { OperationHost } from './operation-host.ts';
import { readLogins } from './read-logins.ts';
import { secretsFor, secretStores } from './secrets.ts';
import { openSecretsEngine } from './secrets-engine.ts';
import { refuseUnreachable } from './refuse-unreachable.ts';
import { openStateStore } from './state-store.ts';
import { usedEngines } from './used-engines.ts';
import { Stopped } from './stopped.ts';
import { tenantCredentials } from './tenant-credentials.ts';
import { tenantLogins, type TenantLogins } from './tenant-logins.ts';

/** A compiled repository with the whole of it, whatever was selected: the proof is over all tenants. */
export interface WholeRepository {
  readonly snapshot: Snapshot;
  readonly collected: ReadRepository;
  readonly compilation: Compilation;
  readonly environment: Environment;
}

/** An environment whose lock is held and whose engines and state are open. */
export interface OpenEnvironment {
  readonly environment: Environment;
  readonly engines: Engines;
  readonly connections: Connections;
  readonly store: StateStore;
  readonly secrets: Secrets;
  readonly tenants: readonly KnownTenant[];
  /** How tenants log in now: looked up again where a secret was written meanwhile. */
  logins(): Promise<TenantLogins>;
  close(): Promise<void>;
}

/** What an environment is opened for. */
export interface OpenOptions {
  readonly lockTimeoutMs: number;
  /** Without one both stages' credentials are at hand. */
  readonly stage?: 'platform' | 'tenant' | undefined;
  /** Whose engines will be read; undefined: everybody's. */
  readonly scope: PlanScope | undefined;
}

/**
 * Opens an environment: its lock where it is embedded, then the state, then every engine. Whatever cannot be had ends
 * the operation, with all that was opened closed again.
 */
export async function openEnvironment(
  whole: WholeRepository,
  { lockTimeoutMs, stage, scope }: OpenOptions,
  host: OperationHost,
): Promise<OpenEnvironment> {
  const { environment, collected, compilation } = whole;
  const engines = await loadEngines(environment);
  refuseUnreachable(environment, engines);
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    if (isOnThisMachine(environment)) closers.push(await lock(environment, lockTimeoutMs, host));
    const stores = secretStores(host);
    const secrets = secretsFor(collected.repository.platform, host, stores);
    const isPlanned = (slug: string): boolean => scope?.tenants?.includes(slug) ?? true;
    const own = collected.repository.tenants.filter(({ slug }) => isPlanned(slug));
    const store = await openStateStore(environment, { secrets, stage, tenants: own }, host);
    closers.push(() => store.close());
    const tenants = await knownTenants(collected, compilation, store);
    const identities = tenants.map(({ identity }) => identity).filter(({ slug }) => slug !== platformSlug);
    const references = new Map(
      tenants.map(({ identity, credentials }) => [
        identity.slug,
        tenantCredentials(environment, identity.slug, credentials),
      ]),
    );
    const read = new Map([...references].filter(([slug]) => slug !== platformSlug && isPlanned(slug)));
    const uses = usedEngines(engines, compilation, environment);
    const reads = await readLogins(environment, { stage, references: read, uses }, secrets);
    const recorded = recordsOf(tenants);
    const made =
      environment.secrets === undefined
        ? undefined
        : openSecretsEngine({
            ...{ environment, secrets, references, recorded, stage },
            ...{ store: stores[environment.secrets.store], random: (count) => new Uint8Array(randomBytes(count)) },
          });
    const connections = await connectEngines(
      environment,
      engines,
      identities,
      { secrets, references, uses, reads, made, recorded },
      host,
    );
    closers.push(() => connections.close());
    const logins = (): Promise<TenantLogins> => tenantLogins(environment, tenants, secrets, isPlanned);
    return { environment, engines, connections, store, secrets, tenants, logins, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function recordsOf(tenants: readonly KnownTenant[]): (slug: string) => readonly StateRecord[] {
  const records = new Map(tenants.map(({ identity, state }) => [identity.slug, state?.resources ?? []]));
  return (slug) => records.get(slug) ?? [];
}

/** Engines that are files: their environment has one lock, whichever commands and however many processes there are. */
export function isOnThisMachine({ embedded, engines }: Environment): boolean {
  return embedded || Object.values(engines).some(({ driver }) => driver === 'duckdb' || driver === 'local');
}

async function lock(environment: Environment, timeoutMs: number, host: OperationHost): Promise<() => Promise<void>> {
  host.progress({ phase: 'waiting for the environment' });
  try {
    const directory = environmentDirectory(host.root, environment.name);
    const held = await lockEnvironment(directory, { timeoutMs, signal: host.signal });
    return () => held.release();
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    const params = { environment: environment.name, holder: error.holder ?? 'another process' };
    throw new Stopped({ findings: [environmentLocked.at(undefined, params)] }, exitCodes.locked);
  }
}
