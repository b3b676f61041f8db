import { readPrivateFile, writePrivateFile } from './private-folder.ts';
import { credentialsText, profilesText, readCredentials, readProfiles } from './store-files.ts';
import type { Profile, Profiles } from './profile.ts';

/**
 * The profiles and tokens of this user. Reads on every call, so that what another process wrote counts. Throws
 * `PrivateFileProblem` where a file may not be used.
 */
export interface ProfileStore {
  profiles(): Profiles;
  /** Adds a profile or replaces the one of its name. A token that was for another tenant goes. */
  put(profile: Profile): void;
  /** Removes a profile with its token; false where there is none of the name. */
  remove(name: string): boolean;
  /** Makes a profile the current one; undefined: none. */
  use(name: string | undefined): void;
  token(name: string): string | undefined;
  /** Keeps a token; undefined removes it. False where there was none to remove. */
  setToken(name: string, token: string | undefined): boolean;
}

const profilesFile = 'profiles.json';
const credentialsFile = 'credentials.json';

/** Opens the store in a folder; nothing is made before something is written. */
export function openProfileStore(folder: string): ProfileStore {
  const profiles = (): Profiles => readProfiles(folder, profilesFile, readPrivateFile(folder, profilesFile));
  const tokens = (): ReadonlyMap<string, string> =>
    readCredentials(folder, credentialsFile, readPrivateFile(folder, credentialsFile));
  const write = (next: Profiles): void => writePrivateFile(folder, profilesFile, profilesText(next));
  const setToken = (name: string, token: string | undefined): boolean => {
    const next = new Map(tokens());
    const had = next.delete(name);
    if (token !== undefined) next.set(name, token);
    if (token !== undefined || had) writePrivateFile(folder, credentialsFile, credentialsText(next));
    return token !== undefined || had;
  };
  return {
    profiles,
    put(profile) {
      const { current, items } = profiles();
      const before = items.find(({ name }) => name === profile.name);
      if (before !== undefined && before.tenant !== profile.tenant) setToken(profile.name, undefined);
      write({ current, items: [...items.filter(({ name }) => name !== profile.name), profile] });
    },
    remove(name) {
      const { current, items } = profiles();
      if (!items.some((one) => one.name === name)) return false;
      // The token first: one that is left without its profile would be found by nobody.
      setToken(name, undefined);
      write({ current: current === name ? undefined : current, items: items.filter((one) => one.name !== name) });
      return true;
    },
    use(name) {
      write({ current: name, items: profiles().items });
    },
    token: (name) => tokens().get(name),
    setToken,
  };
}
