import { exitCodes, profilesNotUsable } from '@akili/diagnostics';
import { configFolder, openProfileStore, PrivateFileProblem, type ProfileStore } from '@akili/profiles';
import type { Host } from '../host.ts';
import { UsageError } from '../usage-error.ts';
import { Refused } from './refused.ts';

/** This user's profiles; undefined where the environment names no home to keep them in. */
export function profileStoreOf(host: Host): ProfileStore | undefined {
  const folder = configFolder(host.env);
  return folder === undefined ? undefined : openProfileStore(folder);
}

/** The same for commands that cannot do without. */
export function requireProfileStore(host: Host): ProfileStore {
  const store = profileStoreOf(host);
  if (store !== undefined) return store;
  throw new UsageError('Neither XDG_CONFIG_HOME nor HOME names a folder in which profiles could be kept.');
}

/** Work on the user's files; one that may not be used ends the command with a finding. */
export function withFiles<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof PrivateFileProblem)) throw error;
    const { path, message: problem } = error;
    throw new Refused(profilesNotUsable.at(undefined, { path, problem }), exitCodes.refused);
  }
}
