import { exitCodes, type ExitCode } from '@akili/diagnostics';
import type { Claims, Profile } from '@akili/profiles';
import type { GlobalOptions } from '../arguments.ts';
import type { Command } from '../command.ts';
import type { Host } from '../host.ts';
import { chosenProfile, tokenFromEnvironment } from '../profile/chosen-profile.ts';
import { requireProfileStore, withFiles } from '../profile/profile-store.ts';
import { askedToken, tokenFlag } from '../profile/read-token.ts';
import { verifiedFor } from '../profile/verified-for.ts';
import { remark, sayResult } from '../say.ts';
import { UsageError } from '../usage-error.ts';

const actions = ['login', 'logout', 'status', 'token'] as const;

/** `akili auth`. */
export const auth: Command = {
  name: 'auth',
  summary: 'log in to a profile with a token of the platform, and say who that is',
  description:
    "`login` takes a token (a JWT of the platform) from --token, from a prompt that does not show it, or from standard\ninput, verifies it with the keys that `auth` in akili.yaml names, and keeps it for this user alone. `status` says whose\nit is, `token` prints it, `logout` forgets it. AKILI_TOKEN comes before what was kept. A token for another tenant than\nthe profile's is refused, as is every one with a doubt about it (exit 4).",
  operands: [{ name: '<action>', about: 'what to do', choices: actions }],
  withoutView: true,
  flags: [tokenFlag],
  examples: [
    ['akili auth login --profile acme', 'asks for the token'],
    ['akili auth login --profile acme --token @token.txt', 'reads it from a file'],
    ['akili auth status --format json', 'who the current profile is'],
    ['curl -H "Authorization: Bearer $(akili auth token)" https://api.example.com/v1/products', "the platform's API"],
  ],
  async run(given, options, host) {
    const [action] = given.operands;
    if (action === 'status') return await status(options, host);
    if (action !== 'login' && action !== 'logout' && action !== 'token')
      throw new UsageError(`\`akili auth\` has no \`${action ?? ''}\`; there are ${actions.join(', ')}.`);
    const chosen = chosenProfile(options, host);
    if (chosen === undefined)
      throw new UsageError('No profile is in use: pass `--profile NAME`, or add one with `akili profile add`.');
    const { profile, token } = chosen;
    const { name } = profile;
    if (action === 'token') {
      if (token === undefined) throw new UsageError(`Profile \`${name}\` has no token.`);
      if (options.format !== 'text') return await say([{ profile: name, token }], ['token'], options, host);
      await host.stdout.write(`${token}\n`);
      return exitCodes.ok;
    }
    const store = requireProfileStore(host);
    if (action === 'logout') {
      const had = withFiles(() => store.setToken(name, undefined));
      await remark(had ? `Logged out; the token of ${name} is gone.` : `${name} was not logged in.`, options, host);
      if (tokenFromEnvironment(host) !== undefined)
        await remark('AKILI_TOKEN is set, and goes on being used.', options, host);
      return await say([{ ...whoIs(profile), loggedIn: false }], columns, options, host);
    }
    const entered = await askedToken(given, options, host);
    const claims = await verifiedFor(profile, entered, options, host);
    withFiles(() => store.setToken(name, entered));
    return await say([{ ...whoIs(profile), loggedIn: true, ...shown(claims) }], columns, options, host);
  },
};

async function status(options: GlobalOptions, host: Host): Promise<ExitCode> {
  const chosen = chosenProfile(options, host);
  if (chosen === undefined) {
    await remark("No profile is in use: commands act as the platform's administrator.", options, host);
    return await say([{ profile: null, administrator: true, loggedIn: false }], ['administrator'], options, host);
  }
  const { profile, token } = chosen;
  if (token === undefined) {
    await remark(`Not logged in: akili auth login --profile ${profile.name}`, options, host);
    return await say([{ ...whoIs(profile), loggedIn: false }], columns, options, host);
  }
  const claims = await verifiedFor(profile, token, options, host);
  return await say([{ ...whoIs(profile), loggedIn: true, ...shown(claims) }], columns, options, host);
}

const whoColumns = ['profile', 'tenant', 'environment', 'loggedIn'];
const columns: readonly string[] = [...whoColumns, 'subject', 'email', 'roles', 'teams', 'clearance', 'expires'];

type Item = { readonly [key: string]: string | boolean | null | readonly string[] };

function whoIs({ name, tenant, environment }: Profile): Item {
  return { profile: name, tenant, environment: environment ?? null };
}

function shown({ subject, email, tenantId, roles, teams, clearance, expiresAt }: Claims): Item {
  const expires = new Date(expiresAt * 1000).toISOString();
  return { subject, email: email ?? null, tenantId, roles, teams, clearance: clearance ?? null, expires };
}

async function say(
  items: readonly Item[],
  shownColumns: readonly string[],
  options: GlobalOptions,
  host: Host,
): Promise<ExitCode> {
  await sayResult({ kind: 'list', layout: 'record', columns: shownColumns, items }, () => undefined, options, host);
  return exitCodes.ok;
}
