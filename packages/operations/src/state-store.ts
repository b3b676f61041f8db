import type { Secrets } from '@akili/credentials';
import type { Environment, Tenant } from '@akili/model';
import type { StateStore } from '@akili/resource';
import { DirectoryStore } from '@akili/store';
import { environmentDirectory } from './local-folders.ts';
import type { OperationHost } from './operation-host.ts';
import { stateEngine } from './state-engine.ts';
import { openPostgresStore } from './state-store-postgres.ts';
import { openS3Store } from './state-store-s3.ts';
import { toldStateStore } from './told-state-store.ts';

/** Whose rows or objects a store has to reach, and with which secrets. */
export interface StateStoreLogins {
  readonly secrets: Secrets;
  /** In a tenant's stage each tenant's own login is used, unless the platform's is at hand too. */
  readonly stage: 'platform' | 'tenant' | undefined;
  /** Tenants of the repository that the operation is about. */
  readonly tenants: readonly Tenant[];
}

/** The state of an environment, where `state` of akili.yaml says. Nothing is connected before it is needed. */
export async function openStateStore(
  environment: Environment,
  logins: StateStoreLogins,
  host: OperationHost,
): Promise<StateStore> {
  const { name, state } = environment;
  switch (state.store) {
    case 'postgres':
      return toldStateStore(
        await openPostgresStore(environment, logins, host),
        environment,
        stateEngine(environment, 'lookup', 'postgres'),
      );
    case 's3':
      return toldStateStore(
        await openS3Store(environment, logins),
        environment,
        stateEngine(environment, 'objects', 's3'),
      );
    case 'directory':
      return new DirectoryStore({ directory: environmentDirectory(host.root, name), environment: name });
  }
}

/** True where the platform's own login reaches the store: always but in a stage that has only the tenants' secrets. */
export async function reachedByPlatform(
  { stage, secrets }: StateStoreLogins,
  reference: string | undefined,
  role: 'lookup' | 'objects',
): Promise<boolean> {
  if (stage !== 'tenant' || reference === undefined) return true;
  return (await secrets.resolve('platform', reference, role)).value !== undefined;
}
