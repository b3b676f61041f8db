import { exitCodes, stateStoreNotAvailable } from '@akili/diagnostics';
import type { Environment } from '@akili/model';
import type { StateStore } from '@akili/resource';
import { DirectoryStore } from '@akili/store';
import { environmentDirectory } from './local-folders.ts';
import type { OperationHost } from './operation-host.ts';
import { bare, Stopped } from './stopped.ts';

/** Where an environment's state lives; ends the operation where this version cannot reach that. */
export function openStateStore({ name, state, place }: Environment, host: OperationHost): StateStore {
  if (state.store !== 'directory') {
    const finding = stateStoreNotAvailable.at(place, { environment: name, store: state.store });
    throw new Stopped(bare([finding]), exitCodes.failed);
  }
  return new DirectoryStore({ directory: environmentDirectory(host.root, name), environment: name });
}
