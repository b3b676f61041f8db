import type { View } from '@akili/operations/view';
import { configFolder } from '@akili/profiles';
import type { GlobalOptions } from '../arguments.ts';
import type { Host } from '../host.ts';
import { repositoryRoot } from '../root.ts';
import { remark } from '../say.ts';
import { UsageError } from '../usage-error.ts';
import { chosenProfile, tokenFromEnvironment } from './chosen-profile.ts';
import { Refused } from './refused.ts';

/** What people are told who use no profile. */
export const administratorRemark = "No profile is in use: acting as the platform's administrator.";

/** The view of the profile in use, its token verified; undefined for the administrator, who is told so. */
export async function viewFor(
  options: GlobalOptions,
  host: Host,
): Promise<(View & { readonly environment: string | undefined }) | undefined> {
  const chosen = chosenProfile(options, host);
  if (chosen === undefined) {
    if (tokenFromEnvironment(host) !== undefined)
      throw new UsageError(
        'AKILI_TOKEN is set, but no profile says whose it is: pass `--profile NAME` or set AKILI_PROFILE.',
      );
    const forPeople = options.format === 'text' || options.format === 'markdown' || options.format === 'github';
    if (forPeople) await remark(administratorRemark, options, host);
    return undefined;
  }
  const { resolveView } = await import('@akili/operations/view');
  const { profile, token } = chosen;
  const world = { root: repositoryRoot(options, host), now: host.now, signal: host.signal };
  const view = await resolveView(world, { profile, token, cacheFolder: configFolder(host.env) });
  if ('refused' in view) throw new Refused(view.refused, view.exitCode);
  return { ...view, environment: profile.environment };
}
