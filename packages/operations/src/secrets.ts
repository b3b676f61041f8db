import {
  awsSecretsStore,
  environmentStore,
  fileStore,
  openSecrets,
  vaultStore,
  type Secrets,
} from '@akili/credentials';
import { allowedBeyond, type Platform } from '@akili/model';
import type { OperationHost } from './operation-host.ts';

/** The secrets that one operation may look up: each tenant's own, by the allow-list of akili.yaml. */
export function secretsFor(platform: Platform, host: OperationHost): Secrets {
  return openSecrets({
    stores: {
      env: environmentStore(host.env),
      file: fileStore(host.root),
      vault: vaultStore({ env: host.env }),
      awssm: awsSecretsStore({ env: host.env }),
    },
    allow: (slug) => allowedBeyond(platform, slug),
    signal: host.signal,
  });
}
