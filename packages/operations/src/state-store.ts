import type { Environment } from '@akili/model';
import type { StateStore } from '@akili/resource';
import { DirectoryStore } from '@akili/store';
import { environmentDirectory } from './local-folders.ts';
import type { OperationHost } from './operation-host.ts';

/** The state of an environment. This version has directories only; `refuseUnreachable` has said so before. */
export function openStateStore({ name }: Environment, host: OperationHost): StateStore {
  return new DirectoryStore({ directory: environmentDirectory(host.root, name), environment: name });
}
