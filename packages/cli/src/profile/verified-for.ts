import type { Claims, Profile } from '@akili/profiles';
import { configFolder } from '@akili/profiles';
import type { GlobalOptions } from '../arguments.ts';
import type { Host } from '../host.ts';
import { repositoryRoot } from '../root.ts';
import { Refused } from './refused.ts';

/** The claims of a token that may be used with a profile in this repository; ends the command where it may not. */
export async function verifiedFor(
  profile: Profile,
  token: string,
  options: GlobalOptions,
  host: Host,
): Promise<Claims> {
  const { verifyFor } = await import('@akili/operations/view');
  const world = { root: repositoryRoot(options, host), now: host.now, signal: host.signal };
  const claims = await verifyFor(world, { profile, token, cacheFolder: configFolder(host.env) });
  if ('refused' in claims) throw new Refused(claims.refused, claims.exitCode);
  return claims;
}
