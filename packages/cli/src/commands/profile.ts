import { didYouMean, exitCodes, unknownProfile, type ExitCode } from '@akili/diagnostics';
import { slugPattern } from '@akili/model';
import { profileNamePattern, type Profile, type ProfileStore } from '@akili/profiles';
import type { CommandArguments, GlobalOptions } from '../arguments.ts';
import type { Command } from '../command.ts';
import type { Host } from '../host.ts';
import { requireProfileStore, withFiles } from '../profile/profile-store.ts';
import { givenToken, tokenFlag } from '../profile/read-token.ts';
import { Refused } from '../profile/refused.ts';
import { verifiedFor } from '../profile/verified-for.ts';
import { remark, sayResult } from '../say.ts';
import { UsageError } from '../usage-error.ts';

const actions = ['add', 'list', 'use', 'remove'] as const;

/** `akili profile`. */
export const profile: Command = {
  name: 'profile',
  summary: 'keep views of one tenant, and choose the one in use',
  description:
    "A profile is a view of one tenant: under it every command shows and changes that tenant alone, and a name that another\ntenant has is answered as one that nobody has. `use` chooses the profile of commands that name none; AKILI_PROFILE and\n--profile come before it. Without one, commands act as the platform's administrator. A view is no boundary: that is\nwhat the engines' credentials are. `--token` logs in at once, as `akili auth login` does.",
  operands: [
    { name: '<action>', about: 'what to do', choices: actions },
    { name: '[name]', about: 'the profile: lower-case letters, digits and single hyphens' },
  ],
  withoutView: true,
  flags: [tokenFlag, { name: 'none', about: 'with `use`: no profile, so that commands act as the administrator' }],
  examples: [
    ['akili profile add acme --tenant acme-corp --env production', 'a view of acme-corp'],
    ['akili profile use acme', 'switch to it'],
    ['akili product list --profile acme', 'use it for one command'],
    ['akili profile use --none', "act as the platform's administrator again"],
  ],
  async run(given, options, host) {
    const [action, name] = given.operands;
    const store = requireProfileStore(host);
    if (given.switches.has('none') && (action !== 'use' || name !== undefined))
      throw new UsageError('`--none` stands in place of a name: akili profile use --none.');
    if (action === 'list') return await list(store, options, host);
    if (action === 'use' && given.switches.has('none')) return await use(store, undefined, options, host);
    if (action !== 'add' && action !== 'use' && action !== 'remove')
      throw new UsageError(`\`akili profile\` has no \`${action ?? ''}\`; there are ${actions.join(', ')}.`);
    if (name === undefined) throw new UsageError(`\`akili profile ${action}\` needs the name of a profile.`);
    if (action === 'add') return await add(store, name, given, options, host);
    if (!withFiles(() => store.profiles()).items.some((one) => one.name === name)) throw unknown(store, name);
    if (action === 'use') return await use(store, name, options, host);
    withFiles(() => store.remove(name));
    await remark(`Profile ${name} and its token are gone.`, options, host);
    return await list(store, options, host);
  },
};

async function add(
  store: ProfileStore,
  name: string,
  given: CommandArguments,
  options: GlobalOptions,
  host: Host,
): Promise<ExitCode> {
  const [tenant, ...more] = options.tenants;
  if (tenant === undefined || more.length > 0)
    throw new UsageError('A profile is a view of one tenant: pass `--tenant SLUG` once.');
  if (!profileNamePattern.test(name))
    throw new UsageError(`\`${name}\` is no name of a profile: write lower-case letters, digits and single hyphens.`);
  if (!slugPattern.test(tenant)) throw new UsageError(`\`${tenant}\` is not the slug of a tenant.`);
  const added: Profile = { name, tenant, environment: options.env };
  const token = await givenToken(given, options, host);
  if (token !== undefined) await verifiedFor(added, token, options, host);
  withFiles(() => {
    store.put(added);
    if (token !== undefined) store.setToken(name, token);
  });
  await remark(`Use it with \`--profile ${name}\`, or for every command: akili profile use ${name}`, options, host);
  return await list(store, options, host);
}

async function use(
  store: ProfileStore,
  name: string | undefined,
  options: GlobalOptions,
  host: Host,
): Promise<ExitCode> {
  withFiles(() => store.use(name));
  const text = name === undefined ? "Commands act as the platform's administrator now." : `Profile ${name} is in use.`;
  await remark(text, options, host);
  return await list(store, options, host);
}

async function list(store: ProfileStore, options: GlobalOptions, host: Host): Promise<ExitCode> {
  const { current, items } = withFiles(() => store.profiles());
  const hasToken = (name: string): boolean => withFiles(() => store.token(name)) !== undefined;
  const forPeople = options.format === 'text' || options.format === 'markdown';
  const inWords = (words: string, value: boolean): string | boolean => (forPeople ? words : value);
  const shown = items.map(({ name, tenant, environment }) => ({
    name,
    tenant,
    environment: environment ?? null,
    current: name === current ? inWords('in use', true) : inWords('', false),
    loggedIn: hasToken(name) ? inWords('logged in', true) : inWords('not logged in', false),
  }));
  const columns = ['name', 'tenant', 'environment', 'current', 'loggedIn'];
  await sayResult({ kind: 'list', columns, items: shown }, () => undefined, options, host);
  return exitCodes.ok;
}

function unknown(store: ProfileStore, name: string): Refused {
  const known = withFiles(() => store.profiles()).items.map((one) => one.name);
  const finding = unknownProfile.at(undefined, { profile: name, suggestion: didYouMean(name, known) });
  return new Refused(finding, exitCodes.failed);
}
