import {
  qualifiedName,
  quoteIdentifier,
  quoteLiteral,
  type TenantInstance,
  type TextBatch,
} from '@akili/client-duckdb';
import { catalogName, rawNamespace, rawTable } from '@akili/model';
import type { CompiledInput, CompiledProduct, InputLoad } from '@akili/model';
import { EngineError } from '@akili/resource';
import { castText, tryCastText } from './cast-text.ts';
import type { LoadPlan } from './load-plan.ts';
import { incoming, incomingTable } from './staging.ts';

/** Name of the table that holds a raw input. */
export function rawTableName(product: CompiledProduct, input: CompiledInput): string {
  return qualifiedName(
    catalogName(product.tenant),
    rawNamespace(product.namespace),
    rawTable(product.name, input.name),
  );
}

/** Reads the columns of a load, the cursor's last where the input does not have it. */
export type ReadRows = (
  columns: readonly { readonly name: string; readonly type: string }[],
) => AsyncIterable<TextBatch>;

/**
 * Loads an input into its raw table, which changes in one transaction or not at all. The cursor that is answered is the
 * largest value below the newest: rows that come late with the newest value are read by the next load, and take the
 * place of what they repeat. Throws EngineError, without any value of a row.
 */
export async function loadInput(
  database: TenantInstance,
  { product, input }: { readonly product: CompiledProduct; readonly input: CompiledInput },
  plan: LoadPlan,
  read: ReadRows,
  signal: AbortSignal,
  progress: (rows: number) => void,
): Promise<Pick<InputLoad, 'rows' | 'total' | 'cursor'>> {
  const raw = rawTableName(product, input);
  const { cursor } = plan;
  const own = input.columns.map(({ name, type }) => ({ name, type }));
  const extra = cursor !== undefined && !own.some(({ name }) => name === cursor.field);
  const columns = extra ? [...own, { name: cursor.field, type: cursor.type }] : own;
  const list = columns.map((_, index) => `c${index} VARCHAR`).join(', ');
  await database.transaction([`CREATE OR REPLACE TEMP TABLE ${quoteIdentifier(incomingTable)} (${list})`], signal);
  let rows = 0;
  for await (const batch of read(columns)) {
    signal.throwIfAborted();
    await database.append(incomingTable, columns.length, batch, signal);
    progress((rows += batch.length));
  }
  try {
    await database.transaction(publish(raw, own, input.key, plan), signal);
  } catch (error) {
    throw error instanceof EngineError ? ((await misfit(database, columns, signal)) ?? error) : error;
  }
  const next = cursor === undefined ? undefined : await nextCursor(database, columns, cursor.field, plan.after, signal);
  const [count] = await database.query(`SELECT count(*)::VARCHAR AS n FROM ${raw}`, signal);
  await database.transaction([`DROP TABLE ${incoming}`], signal);
  return { rows, total: Number(count?.['n']), ...(next === undefined ? {} : { cursor: next }) };
}

type Columns = readonly { readonly name: string; readonly type: string }[];

/** The statements that put what arrived into the raw table. */
function publish(raw: string, own: Columns, key: readonly string[], plan: LoadPlan): readonly string[] {
  const indexOf = new Map(own.map(({ name }, index) => [name, index]));
  const value = ({ name, type }: Columns[number]): string => castText(`c${indexOf.get(name)}`, type);
  const list = own.map((column) => `${value(column)} AS ${quoteIdentifier(column.name)}`).join(', ');
  const keys = own.filter(({ name }) => key.includes(name));
  // A row that changes while it is read may arrive twice: the later one counts.
  const latest =
    plan.merge === 'key'
      ? ` QUALIFY row_number() OVER (PARTITION BY ${keys.map(value).join(', ')} ORDER BY rowid DESC) = 1`
      : '';
  const insert = `INSERT INTO ${raw} BY NAME SELECT ${list} FROM ${incoming}${latest}`;
  if (plan.after === undefined) return [`DELETE FROM ${raw}`, insert];
  if (plan.merge === 'key') {
    const arrived = keys.map((column, index) => `${value(column)} AS k${index}`).join(', ');
    const same = keys.map(({ name }, index) => `t.${quoteIdentifier(name)} = d.k${index}`).join(' AND ');
    return [`DELETE FROM ${raw} AS t USING (SELECT ${arrived} FROM ${incoming}) AS d WHERE ${same}`, insert];
  }
  const { field, type } = plan.cursor as NonNullable<LoadPlan['cursor']>;
  return [`DELETE FROM ${raw} WHERE ${quoteIdentifier(field)} > ${castText(quoteLiteral(plan.after), type)}`, insert];
}

/** The largest value below the newest that arrived; the one before where all that arrived have one value. */
async function nextCursor(
  database: TenantInstance,
  columns: Columns,
  field: string,
  after: string | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  const index = columns.findIndex(({ name }) => name === field);
  const value = castText(`c${index}`, (columns[index] as Columns[number]).type);
  const rows = await database.query(
    `SELECT CAST(v AS VARCHAR) AS v FROM (SELECT DISTINCT ${value} AS v FROM ${incoming} WHERE c${index} IS NOT NULL) AS seen ORDER BY seen.v DESC LIMIT 2`,
    signal,
  );
  return (rows[1]?.['v'] as string | undefined) ?? after;
}

/** Which column holds what is none of its type: engines name values, we name columns. */
async function misfit(
  database: TenantInstance,
  columns: Columns,
  signal: AbortSignal,
): Promise<EngineError | undefined> {
  const counts = columns.map(
    ({ type }, index) =>
      `count(*) FILTER (c${index} IS NOT NULL AND ${tryCastText(`c${index}`, type)} IS NULL)::INT AS n${index}`,
  );
  const [row] = await database.query(`SELECT ${counts.join(', ')} FROM ${incoming}`, signal);
  const bad = columns.flatMap(({ name, type }, index) => {
    const count = Number(row?.[`n${index}`] ?? 0);
    return count === 0
      ? []
      : [`\`${name}\` holds ${count === 1 ? 'a value that is' : `${count} values that are`} no ${type}`];
  });
  return bad.length === 0 ? undefined : new EngineError(bad.join('; '));
}
