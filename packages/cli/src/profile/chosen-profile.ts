import { didYouMean, exitCodes, unknownProfile } from '@akili/diagnostics';
import type { Profile } from '@akili/profiles';
import type { GlobalOptions } from '../arguments.ts';
import type { Host } from '../host.ts';
import { profileStoreOf, withFiles } from './profile-store.ts';
import { Refused } from './refused.ts';

/** A profile that a command is run under. */
export interface ChosenProfile {
  readonly profile: Profile;
  /** AKILI_TOKEN, else what `auth login` kept. */
  readonly token: string | undefined;
}

/** The profile of `--profile`, else of AKILI_PROFILE, else the current one; undefined where there is none of them. */
export function chosenProfile({ profile: given }: GlobalOptions, host: Host): ChosenProfile | undefined {
  const store = profileStoreOf(host);
  const { current, items } = withFiles(() => store?.profiles()) ?? { current: undefined, items: [] };
  const name = given ?? set(host.env['AKILI_PROFILE']) ?? current;
  if (name === undefined) return undefined;
  const profile = items.find((one) => one.name === name);
  if (profile === undefined) {
    const known = items.map((one) => one.name);
    const params = { profile: name, suggestion: didYouMean(name, known) };
    throw new Refused(unknownProfile.at(undefined, params), exitCodes.failed);
  }
  return { profile, token: tokenFromEnvironment(host) ?? withFiles(() => store?.token(name)) };
}

/** AKILI_TOKEN, as the platform's own command line reads it in CI. */
export function tokenFromEnvironment(host: Host): string | undefined {
  return set(host.env['AKILI_TOKEN'])?.trim();
}

function set(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
