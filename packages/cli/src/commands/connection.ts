import { applyAfterwards, changeFlags, readApplies } from '../change-files.ts';
import type { Command } from '../command.ts';
import { connectorTypes, readNewConnection, settingFlags } from '../new-connection.ts';
import { onlyTenant } from '../only-tenant.ts';
import { remark } from '../say.ts';
import { sayNames } from '../say-names.ts';
import { UsageError } from '../usage-error.ts';
import { answer } from '../with-operations.ts';

const actions = ['create', 'list', 'get', 'test', 'introspect', 'check'] as const;
type Action = (typeof actions)[number];

/** `akili connection`. */
export const connection: Command = {
  name: 'connection',
  summary: 'make, list, test and introspect the connections of a tenant',
  description:
    "A connection is a source of one tenant, and nobody else's: `--tenant SLUG` says whose. `create` writes its manifest, which\nholds no secret: the secret is named (by convention env:AKILI_<SLUG>__<NAME>), and set where akili runs. On a terminal\nit asks for what was not given. `list` and `get` show the manifests. `test` really connects, with the tenant's own secret:\nlatency, version, TLS, what is readable, and whether the declared strategies can work. `introspect` writes the schema lock\n(columns, types, keys, nullability) or brings it up to date; comments and classifications stay. `check` compares sources\nwith their locks. Exits 1 when a source cannot be used, 2 when it differs from its lock or a strategy cannot work.",
  operands: [
    { name: '<action>', about: 'what to do', choices: actions },
    { name: '[NAME]', about: 'the connection (for get, test, introspect, check)', names: 'connection' },
  ],
  flags: [
    { name: 'name', value: 'NAME', about: 'create: its name, which is also that of its file' },
    { name: 'connector-type', value: 'TYPE', about: 'create: what kind of source it is', choices: connectorTypes },
    { name: 'config', value: 'JSON', about: 'create: all settings as one JSON object; other flags are added to it' },
    ...settingFlags,
    { name: 'credentials', value: 'REF', about: 'create: reference to the secret (default: env:AKILI_<SLUG>__<NAME>)' },
    { name: 'table', value: 'TABLE', about: 'introspect: only this table; may be repeated', repeatable: true },
    { name: 'all', about: 'check: every connection; introspect: everything that the login may read' },
    ...changeFlags,
  ],
  formats: ['names'],
  examples: [
    [
      'akili connection create --tenant acme-corp --name acme-orders-db --connector-type postgres --config \'{"host":"orders.acme-corp.com","port":5432,"database":"production","ssl_mode":"require"}\'',
      'a PostgreSQL, with its settings as JSON',
    ],
    [
      'akili connection create --tenant acme-corp --name acme-shop --connector-type mysql --host shop.acme-corp.com --database shop',
      'the same flag by flag',
    ],
    ['akili connection test acme-orders-db --tenant acme-corp', 'can it be reached, and can its inputs be loaded?'],
    ['akili connection introspect acme-orders-db --tenant acme-corp --table public.orders', 'lock one table'],
    ['akili connection check --all --tenant acme-corp --format json', 'for a scheduled job'],
  ],
  async run(given, options, host) {
    const action = actions.find((one) => one === given.operands[0]);
    if (action === undefined)
      throw new UsageError(
        `\`akili connection\` has no \`${given.operands[0] ?? ''}\`; there are ${actions.join(', ')}.`,
      );
    const bare = given.values['format'] === 'names';
    if (bare && action !== 'list') throw new UsageError(`\`akili connection ${action}\` reads no \`--format names\`.`);
    if (bare) return await sayNames(options, host, (await import('@akili/operations/connection')).connectionNames);
    const tenant = onlyTenant('connection', options);
    const name = given.operands[1] ?? given.values['name'];
    const stray = changeFlags.find(({ name: flag }) => given.switches.has(flag) || given.lists[flag] !== undefined);
    if (action !== 'create' && stray !== undefined)
      throw new UsageError(`\`--${stray.name}\` is for \`akili connection create\`.`);
    refuseStrayFlags(action, given.values, given.lists['table'] !== undefined, given.switches.has('all'));
    const operations = await import('@akili/operations/connection');
    const one = { ...options, tenants: [tenant] };
    switch (action) {
      case 'create': {
        const made = await readNewConnection(
          { ...given, values: { ...given.values, ...(name === undefined ? {} : { name }) } },
          options,
          host,
        );
        const applies = readApplies(given, options, host);
        const code = await answer(one, host, (world, selection) => operations.createConnection(world, selection, made));
        if (code === 0) await remark(nextWords(made.name, tenant), options, host);
        return code === 0 && applies ? await applyAfterwards(given, one, host, { tenant }) : code;
      }
      case 'list':
        return await answer(one, host, operations.listConnections);
      case 'get':
        return await answer(one, host, (world, selection) =>
          operations.getConnection(world, selection, needed(action, name)),
        );
      case 'test':
        return await answer(one, host, (world, selection) =>
          operations.testConnection(world, selection, needed(action, name)),
        );
      case 'introspect': {
        const request = {
          name: needed(action, name),
          tables: given.lists['table'] ?? [],
          all: given.switches.has('all'),
        };
        return await answer(one, host, (world, selection) =>
          operations.introspectConnection(world, selection, request),
        );
      }
      case 'check': {
        const all = given.switches.has('all');
        if (all === (name !== undefined))
          throw new UsageError('`akili connection check` needs the name of a connection, or `--all`.');
        return await answer(one, host, (world, selection) => operations.checkConnections(world, selection, name));
      }
    }
  },
};

function needed(action: Action, name: string | undefined): string {
  if (name === undefined) throw new UsageError(`\`akili connection ${action}\` needs the name of a connection.`);
  return name;
}

/** What only one action reads is refused by the others: nobody should believe that it did something. */
function refuseStrayFlags(
  action: Action,
  values: { readonly [flag: string]: string },
  tables: boolean,
  all: boolean,
): void {
  const ofCreate = Object.keys(values).filter((flag) => flag !== 'name' && flag !== 'format');
  if (action !== 'create' && ofCreate.length > 0)
    throw new UsageError(`\`--${ofCreate[0] as string}\` is for \`akili connection create\`.`);
  if (action !== 'introspect' && tables) throw new UsageError('`--table` is for `akili connection introspect`.');
  if (action !== 'introspect' && action !== 'check' && all)
    throw new UsageError(`\`--all\` is not for \`akili connection ${action}\`.`);
}

function nextWords(name: string, tenant: string): string {
  return [
    'No secret was written: set the variable or the secret that `credentials` names to { "username": "...", "password": "..." }.',
    `Then run \`akili connection test ${name} --tenant ${tenant}\` and \`akili connection introspect ${name} --tenant ${tenant}\`.`,
    'A connection by itself changes nothing on the engines: the next `akili plan` has changes once an input of a product names it.',
  ].join('\n');
}
