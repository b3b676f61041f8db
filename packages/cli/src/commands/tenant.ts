import type { ExitCode } from '@akili/diagnostics';
import { uuidPattern } from '@akili/model';
import { chosenAction, type Action } from '../actions.ts';
import type { CommandArguments, GlobalOptions } from '../arguments.ts';
import { changeFiles, changeFlags } from '../change-files.ts';
import type { Command } from '../command.ts';
import type { Host } from '../host.ts';
import { readLockTimeout } from '../plan-arguments.ts';
import { sayNames } from '../say-names.ts';
import { UsageError } from '../usage-error.ts';
import { answer } from '../with-operations.ts';

const writing = changeFlags.map(({ name }) => name);
const slug = { operand: 'one', about: 'the slug of a tenant' } as const;
const actions = [
  { name: 'create', flags: ['display-name', 'id', 'team', 'quota', ...writing], ...slug },
  { name: 'list', flags: ['format'], operand: 'none' },
  { name: 'get', flags: [], ...slug },
  { name: 'suspend', flags: writing, ...slug },
  { name: 'resume', flags: writing, ...slug },
  { name: 'archive', flags: writing, ...slug },
  { name: 'rotate', flags: ['grace', 'lock-timeout'], ...slug },
] as const satisfies readonly Action[];

const statuses = { suspend: 'suspended', resume: 'active', archive: 'archived' } as const;

/** `akili tenant`. */
export const tenant: Command = {
  name: 'tenant',
  summary: 'create, list, suspend, resume and archive tenants, rotate their logins',
  description:
    '`create SLUG` writes the manifest of a new tenant, `suspend`, `resume` and `archive` change its status there: the\nrepository is the truth, nothing is written unless it compiles, and what the next plan makes of it is shown. With --apply\nit is planned and applied at once. A suspended tenant is read only, of an archived one nothing but the data is left.\n`list` and `get` tell what is declared and, apart from it, what the environment has on record.\n\n`rotate SLUG` gives the tenant a new login on every engine of the environment: the new one is staged in the store of\nsecrets, accepted by the engine beside the old one, tried, put to use, and only then is the old one retired. At no moment\ndoes the secret name a login that does not work; killed at any point, the command goes on when it is run again. Where\nakili cannot write a secret, it says what to set where. No value is ever shown.',
  operands: [
    { name: '<action>', about: 'what to do', choices: actions.map(({ name }) => name) },
    { name: '[slug]', about: 'the tenant; not with `list`', names: 'tenant' },
  ],
  // `tenant.yaml` belongs to the platform's people.
  administratorOnly: ['create', 'suspend', 'resume', 'archive'],
  flags: [
    { name: 'display-name', value: 'NAME', about: '`create`: its name for people (default: the slug)' },
    { name: 'id', value: 'UUID', about: '`create`: its identity for ever (default: a new one)' },
    { name: 'team', value: 'TEAM', about: '`create`: a team that may be granted access; repeatable', repeatable: true },
    {
      name: 'quota',
      value: 'NAME=VALUE',
      about: '`create`: over a default; none: no limit; repeatable',
      repeatable: true,
    },
    { name: 'grace', about: '`rotate`: leave the old logins accepted until the next apply' },
    ...changeFlags,
  ],
  formats: ['names'],
  examples: [
    ['akili tenant create acme-corp --display-name "Acme Corporation"', 'a new tenant'],
    ['akili tenant create globex-inc --team compliance --quota cpu=16 --quota topics=none', 'with teams and quotas'],
    ['akili tenant list --format json', 'what is declared and what is live'],
    ['akili tenant suspend acme-corp --env production --apply', 'make it read only now, after asking'],
    ['akili tenant rotate acme-corp --env production', 'give acme-corp new logins'],
    ['akili tenant rotate acme-corp --env production --grace', 'and let the old ones work until the next apply'],
  ],
  async run(given, options, host) {
    const { action, operand } = chosenAction('tenant', actions, given);
    switch (action.name) {
      case 'create':
        return await create(operand, given, options, host);
      case 'rotate': {
        const [lockTimeoutMs, grace] = [readLockTimeout(given), given.switches.has('grace')];
        const { rotate } = await import('@akili/operations/rotate');
        return await answer(options, host, (world, selection) =>
          rotate(world, selection, { tenant: operand, grace, lockTimeoutMs }),
        );
      }
      case 'list':
      case 'get': {
        const { getTenant, listTenants, tenantNames } = await import('@akili/operations/tenant');
        if (given.values['format'] === 'names') return await sayNames(options, host, tenantNames);
        return await answer(options, host, (world, selection) =>
          action.name === 'list' ? listTenants(world, selection) : getTenant(world, selection, operand),
        );
      }
      case 'suspend':
      case 'resume':
      case 'archive': {
        const status = statuses[action.name];
        const { setTenantStatus } = await import('@akili/operations/tenant');
        return await changeFiles(given, options, host, { tenant: operand }, (world, selection) =>
          setTenantStatus(world, selection, { slug: operand, status }),
        );
      }
    }
  },
};

async function create(slug: string, given: CommandArguments, options: GlobalOptions, host: Host): Promise<ExitCode> {
  const id = given.values['id'] ?? host.newId();
  if (!uuidPattern.test(id)) throw new UsageError(`\`--id ${id}\` is no UUID in small letters.`);
  const { createTenant } = await import('@akili/operations/tenant');
  return await changeFiles(given, options, host, { tenant: slug }, (world, selection) =>
    createTenant(world, selection, {
      ...{ slug, id, displayName: given.values['display-name'] },
      ...{ teams: given.lists['team'] ?? [], quotas: given.lists['quota'] ?? [] },
    }),
  );
}
