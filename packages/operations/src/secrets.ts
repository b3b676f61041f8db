import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openSecrets, type Secrets } from '@akili/credentials';
import type { Platform } from '@akili/model';
import type { OperationHost } from './operation-host.ts';

/** The secrets that one operation may look up: each tenant's own, by the allow-list of akili.yaml. */
export function secretsFor(platform: Platform, host: OperationHost): Secrets {
  return openSecrets({
    env: host.env,
    allow: platform.allowedCredentials,
    readFile: (path) => readFile(resolve(host.root, path), 'utf8'),
  });
}
