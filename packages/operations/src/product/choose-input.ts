import { didYouMean } from '@akili/diagnostics';
import type { Connection, LockedTable, Snapshot, Tenant } from '@akili/model';
import { compileRepository } from '../compile-repository.ts';
import type { OperationHost } from '../operation-host.ts';
import { Refused } from '../change/refused.ts';
import type { TemplateInput } from './product-template.ts';
import { noInput, productInput, sourceInput } from './template-input.ts';

/** What a new product shall read. */
export interface InputChoice {
  readonly name: string;
  readonly archetype: string;
  /** A connection of the tenant; undefined: its only one, or its first. */
  readonly connection: string | undefined;
  /** A table of the connection; undefined: the first of its schema lock. */
  readonly table: string | undefined;
  /** A product of the tenant to read from, instead of a connection. */
  readonly from: string | undefined;
}

/** The input that the templates are filled with, and what a person has to look at afterwards. */
export async function chooseInput(
  snapshot: Snapshot,
  tenant: Tenant,
  choice: InputChoice,
  environment: string | undefined,
  host: OperationHost,
): Promise<{ readonly input: TemplateInput; readonly notes: readonly string[] }> {
  if (choice.from !== undefined) return await fromProduct(snapshot, tenant, choice.from, choice, environment, host);
  const connection = findConnection(tenant, choice);
  if (connection === undefined) {
    const way =
      choice.archetype === 'source'
        ? `Make a connection (\`akili connection create\`), then fill in inputs.yaml and transform.sql.`
        : 'Fill in inputs.yaml and transform.sql; `--from PRODUCT` begins with one.';
    return { input: noInput(), notes: [`\`${choice.name}\` reads nothing yet: its query is one row. ${way}`] };
  }
  const table = findTable(connection, choice);
  const input = sourceInput(connection, table, choice.name);
  if (table !== undefined && connection.tables.includes(table))
    return { input, notes: chosenNotes(tenant, connection, table, choice) };
  const note = `\`${connection.name}\` has no schema lock for it: fill in resource and columns of inputs.yaml, or run \`akili connection introspect ${connection.name}\`.`;
  return { input, notes: [note] };
}

async function fromProduct(
  snapshot: Snapshot,
  tenant: Tenant,
  from: string,
  { archetype }: InputChoice,
  environment: string | undefined,
  host: OperationHost,
): Promise<{ readonly input: TemplateInput; readonly notes: readonly string[] }> {
  const names = tenant.products.map(({ name }) => name);
  if (!names.includes(from)) throw new Refused(`There is no product \`${from}\` to read from.${meant(from, names)}`);
  const options = { tenants: [tenant.slug], ...(environment === undefined ? {} : { environment }) };
  const { compiled } = await compileRepository(snapshot, options, host);
  const product = compiled.compilation.products.find((one) => one.tenant === tenant.slug && one.name === from);
  if (product === undefined || product.columns.length === 0)
    throw new Refused(`\`${from}\` has errors, so its columns are not known: \`akili validate\` says which.`);
  return { input: productInput(product, archetype === 'aggregate'), notes: [] };
}

function findConnection({ connections }: Tenant, { connection, archetype }: InputChoice): Connection | undefined {
  if (connection === undefined) return archetype === 'source' ? connections[0] : undefined;
  const found = connections.find(({ name }) => name === connection);
  if (found !== undefined) return found;
  const names = connections.map(({ name }) => name);
  throw new Refused(`There is no connection \`${connection}\`.${meant(connection, names)}`);
}

function findTable({ tables }: Connection, { table }: InputChoice): LockedTable | undefined {
  if (table === undefined) return tables[0];
  const place = { file: 'inputs.yaml' };
  return tables.find(({ name }) => name === table) ?? { name: table, columns: [], primaryKey: [], place };
}

/** Says what was chosen for want of a word, where there was a choice. */
function chosenNotes(
  { connections }: Tenant,
  { name, tables }: Connection,
  table: LockedTable,
  choice: InputChoice,
): readonly string[] {
  const ofConnection = choice.connection === undefined && connections.length > 1;
  const ofTable = choice.table === undefined && tables.length > 1;
  if (!ofConnection && !ofTable) return [];
  return [`It reads \`${table.name}\` of \`${name}\`; \`--connection\` and \`--table\` choose another.`];
}

function meant(word: string, names: readonly string[]): string {
  const suggestion = didYouMean(word, names);
  return suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
}
