import type { Command } from '../../packages/cli/src/command.ts';
import { commands } from '../../packages/cli/src/commands/index.ts';
import type { Direction } from './profile-world.ts';

/** Acme looks, Globex is to be kept from its sight. */
export const acme: Direction = { own: 'acme-corp', profile: 'acme', other: 'globex-inc' };
/** And the other way. */
export const globex: Direction = { own: 'globex-inc', profile: 'globex', other: 'acme-corp' };

/** What each tenant has: how the other one might guess it. */
export const parts: {
  readonly [tenant: string]: { readonly product: string; readonly connection: string; readonly namespace: string };
} = {
  'acme-corp': { product: 'daily_revenue', connection: 'acme-orders-db', namespace: 'sales' },
  'globex-inc': { product: 'weekly_transaction_summary', connection: 'globex-finance-db', namespace: 'finance' },
};

/** Commands that profiles concern. */
export const viewed: readonly (readonly [name: string, command: Command])[] = commands.filter((command) => command.withoutView !== true).map((command) => [command.name, command]);
export const formats = ['text', 'json', 'ndjson', 'sarif', 'github', 'markdown'];

/** What a command needs to get as far as it can without a person or a network. */
const needed: { readonly [command: string]: readonly string[] } = {
  affected: ['--base', 'main'],
  apply: ['--yes'],
};

/** A command with its first operand: once for each of its choices, without one where it has none. */
export function variants(command: Command): readonly (readonly string[])[] {
  const choices = command.operands[0]?.choices;
  const begins = choices === undefined ? [[command.name]] : choices.map((choice) => [command.name, choice]);
  return begins.map((begin) => [...begin, ...(needed[command.name] ?? [])]);
}

/** Every place of a command line where a name can stand, with names of the other tenant. */
export function guessed(command: Command, { other }: Direction): readonly (readonly string[])[] {
  const { product, connection, namespace } = partsOf(other);
  const address = `${other}/lookup.table/tenant_${other.replace('-', '_')}__${namespace}.${product}`;
  const operands = [other, product, connection, `tenants/${other}`, `${product}.region`, address];
  const flags = command.flags
    .filter((flag) => flag.value !== undefined && flag.choices === undefined)
    .map((flag) => [`--${flag.name}`, flag.value === 'ADDRESS' ? address : other]);
  return variants(command).flatMap((begin) => [
    ...operands.map((operand) => [...begin, operand]),
    ...flags.map((flag) => [...begin, ...flag]),
  ]);
}

/** A command with what its own tenant has. */
export function owned(command: Command, { own }: Direction): readonly (readonly string[])[] {
  const { product, connection } = partsOf(own);
  return variants(command).flatMap((begin) => [own, product, connection].map((operand) => [...begin, operand]));
}

/** What a tenant of the seed has. */
export function partsOf(tenant: string): (typeof parts)[string] & object {
  const found = parts[tenant];
  if (found === undefined) throw new Error(`${tenant} is none of the seed's tenants`);
  return found;
}
