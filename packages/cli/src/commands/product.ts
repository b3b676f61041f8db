import type { ExitCode } from '@akili/diagnostics';
import type { OperationHost, Selection, Answer } from '@akili/operations';
import { chosenAction, type Action } from '../actions.ts';
import { applyPrepared, requireConsent } from '../apply-prepared.ts';
import type { CommandArguments, GlobalOptions } from '../arguments.ts';
import { changeFiles, changeFlags } from '../change-files.ts';
import type { Command } from '../command.ts';
import type { Host } from '../host.ts';
import { onlyTenant } from '../only-tenant.ts';
import { readAllowDestroy, readLockTimeout, readStage } from '../plan-arguments.ts';
import { remark, sayResult } from '../say.ts';
import { sayNames } from '../say-names.ts';
import { UsageError } from '../usage-error.ts';
import { answer, operate } from '../with-operations.ts';

const writing = changeFlags.map(({ name }) => name);
const creating = ['name', 'namespace', 'archetype', 'connection', 'table', 'from', 'owner', 'description'];
const ofProduct = { operand: 'one', about: 'the name of a product' } as const;
const actions = [
  { name: 'create', flags: [...creating, ...writing], operand: 'none' },
  { name: 'list', flags: ['format'], operand: 'none' },
  { name: 'get', flags: [], ...ofProduct },
  { name: 'deploy', flags: ['version', ...writing.filter((flag) => flag !== 'apply')], ...ofProduct },
  { name: 'rollback', flags: ['to', ...writing], ...ofProduct },
  { name: 'history', flags: [], ...ofProduct },
] as const satisfies readonly Action[];

/** `akili product`. */
export const product: Command = {
  name: 'product',
  summary: 'create, list, deploy and roll back the products of a tenant',
  description:
    "A product is one tenant's: `--tenant SLUG` or a profile says whose. `create` writes all of its manifests from templates\nand says what is left to fill in; nothing is written unless it compiles, and what the next plan makes of it is shown.\n`deploy` plans the product and what it needs, asks, and applies; its version has to be the one in the repository, or one\nthat git has a tag of (TENANT/PRODUCT/v1.2.3 or v1.2.3): then the files of that commit are used. `rollback` writes the\nfiles of an earlier version (default: the one before) for you to commit; with --apply it applies them at once. `history`\nlists the versions with their commits, and where each is applied.",
  operands: [
    { name: '<action>', about: 'what to do', choices: actions.map(({ name }) => name) },
    { name: '[product]', about: 'its name; for get, deploy, rollback and history', names: 'product' },
  ],
  flags: [
    { name: 'name', value: 'NAME', about: '`create`: its name, unique within the tenant' },
    { name: 'namespace', value: 'NAME', about: '`create`: database of the analytics catalog that holds its table' },
    {
      ...{ name: 'archetype', value: 'KIND', about: '`create`: what kind of product it is (default: source)' },
      choices: ['source', 'aggregate', 'consumer'],
    },
    { name: 'connection', value: 'NAME', about: '`create`: what it reads (default: the first of the tenant)' },
    { name: 'table', value: 'NAME', about: '`create`: a table of the connection (default: the first of its lock)' },
    { name: 'from', value: 'PRODUCT', about: '`create`: a product to read in place of a connection' },
    { name: 'owner', value: 'WHO', about: '`create`: who answers for it (default: the tenant)' },
    { name: 'description', value: 'TEXT', about: '`create`: what it is for' },
    { name: 'version', value: 'VERSION', about: '`deploy`: which one (default: the one in the repository)' },
    { name: 'to', value: 'VERSION', about: '`rollback`: which one (default: the one before)' },
    ...changeFlags,
  ],
  formats: ['names'],
  examples: [
    ['akili product create --name daily_revenue --namespace sales --profile acme', 'all manifests of a new product'],
    ['akili product create --name by_day --namespace sales --archetype aggregate --from daily_revenue', 'from another'],
    ['akili product list --profile acme', 'what a tenant has'],
    ['akili product deploy daily_revenue --version 1.0.0 --profile acme', 'show its plan, ask, apply'],
    ['akili product rollback daily_revenue --to 1.0.0 --profile acme --apply', 'go back to an earlier version'],
    ['akili product history daily_revenue --profile acme --format json', 'which version is applied where'],
  ],
  async run(given, options, host) {
    const { action, operand } = chosenAction('product', actions, given);
    if (action.name === 'list') {
      const { listProducts, productNames } = await import('@akili/operations/product');
      if (given.values['format'] === 'names') return await sayNames(options, host, productNames);
      return await answer(options, host, listProducts);
    }
    const tenant = onlyTenant(`product ${action.name}`, options);
    switch (action.name) {
      case 'create':
        return await create(tenant, given, options, host);
      case 'deploy':
        return await deploy(operand, given, options, host);
      case 'rollback': {
        const { rollbackProduct } = await import('@akili/operations/product');
        return await changeFiles(given, options, host, { tenant, product: operand }, (world, selection) =>
          rollbackProduct(world, selection, { product: operand, to: given.values['to'] }),
        );
      }
      case 'get':
      case 'history': {
        const { getProduct, productHistory } = await import('@akili/operations/product');
        const operation = action.name === 'get' ? getProduct : productHistory;
        return await say(options, host, (world, selection) => operation(world, selection, operand));
      }
    }
  },
};

async function create(tenant: string, given: CommandArguments, options: GlobalOptions, host: Host): Promise<ExitCode> {
  const { name, namespace, archetype = 'source', connection, table, from, owner, description } = given.values;
  if (name === undefined || namespace === undefined)
    throw new UsageError('`akili product create` needs `--name NAME` and `--namespace NAME`.');
  if (from !== undefined && (connection !== undefined || table !== undefined))
    throw new UsageError('`--from` reads a product, `--connection` and `--table` a source: give one of the two.');
  const { createProduct } = await import('@akili/operations/product');
  return await changeFiles(given, options, host, { tenant, product: name }, (world, selection) =>
    createProduct(world, selection, { name, namespace, archetype, connection, table, from, owner, description }),
  );
}

async function deploy(name: string, given: CommandArguments, options: GlobalOptions, host: Host): Promise<ExitCode> {
  requireConsent(given, options, host);
  const stage = readStage(given);
  const { prepareDeploy } = await import('@akili/operations/product');
  const deployed = await operate(options, host, (world, selection) =>
    prepareDeploy(world, selection, {
      ...{ product: name, version: given.values['version'] },
      ...{ allowDestroy: readAllowDestroy(given), lockTimeoutMs: readLockTimeout(given) },
      ...(stage === undefined ? {} : { stage }),
    }),
  );
  if ('refused' in deployed) throw new UsageError(deployed.refused);
  if (deployed.note !== undefined) await remark(deployed.note, options, host);
  return await applyPrepared(deployed.prepared, given, options, host);
}

async function say(
  options: GlobalOptions,
  host: Host,
  operation: (host: OperationHost, selection: Selection) => Promise<Answer | { readonly refused: string }>,
): Promise<ExitCode> {
  const said = await operate(options, host, operation);
  if ('refused' in said) throw new UsageError(said.refused);
  await sayResult(said.document, said.sourceOf, options, host);
  return said.exitCode;
}
