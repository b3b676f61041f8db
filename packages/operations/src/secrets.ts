import {
  awsSecretsStore,
  environmentStore,
  fileStore,
  openSecrets,
  vaultStore,
  type Secrets,
  type SecretStore,
} from '@akili/credentials';
import { allowedBeyond, type CredentialScheme, type Platform } from '@akili/model';
import type { OperationHost } from './operation-host.ts';

/** Where references are looked up, by their scheme. */
export type SecretStores = { readonly [scheme in CredentialScheme]: SecretStore };

/** Every store there is; none is reached before it is asked. */
export function secretStores(host: OperationHost): SecretStores {
  const stores: SecretStores = {
    env: environmentStore(host.env),
    file: fileStore(host.root),
    vault: vaultStore({ env: host.env }),
    awssm: awsSecretsStore({ env: host.env }),
  };
  const { resolved } = host;
  if (resolved === undefined) return stores;
  const told = Object.entries(stores).map(([scheme, store]) => [scheme, telling(store, resolved)]);
  return Object.fromEntries(told) as SecretStores;
}

/** The same store, which tells of every value that it gives away or is given. */
function telling(store: SecretStore, resolved: NonNullable<OperationHost['resolved']>): SecretStore {
  const { write, remove } = store;
  return {
    async read(reference, signal) {
      const stored = await store.read(reference, signal);
      if (stored.found === 'value') resolved(stored.value);
      return stored;
    },
    ...(write === undefined
      ? {}
      : {
          write: (reference, value, revision, signal) => {
            resolved(value);
            return write.call(store, reference, value, revision, signal);
          },
        }),
    ...(remove === undefined ? {} : { remove: (reference, signal) => remove.call(store, reference, signal) }),
  };
}

/** The secrets that one operation may look up: each tenant's own, by the allow-list of akili.yaml. */
export function secretsFor(platform: Platform, host: OperationHost, stores = secretStores(host)): Secrets {
  return openSecrets({
    stores,
    allow: (slug) => allowedBeyond(platform, slug),
    signal: host.signal,
  });
}
