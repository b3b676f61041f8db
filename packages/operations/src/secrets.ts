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
  return {
    env: environmentStore(host.env),
    file: fileStore(host.root),
    vault: vaultStore({ env: host.env }),
    awssm: awsSecretsStore({ env: host.env }),
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
