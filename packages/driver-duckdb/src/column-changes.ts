import { quoteIdentifier } from '@akili/client-duckdb';
import { unreachable } from '@akili/diagnostics';
import type { Risk } from '@akili/resource';
import { duckdbType } from './column-types.ts';
import { typeChange } from './type-change.ts';

/** Types by column name, canonical. The order of columns means nothing: everything here names its columns. */
export type Columns = { readonly [name: string]: string };

export type ColumnChange =
  | { readonly op: 'add'; readonly name: string; readonly type: string }
  | { readonly op: 'recase'; readonly name: string; readonly from: string }
  | { readonly op: 'widen' | 'cast' | 'renew'; readonly name: string; readonly from: string; readonly type: string }
  | { readonly op: 'drop'; readonly name: string };

/** What turns the columns of a table into the desired ones, in the order in which it has to happen. */
export function columnChanges(before: Columns, after: Columns): readonly ColumnChange[] {
  const live = new Map(Object.entries(before).map(([name, type]) => [name.toLowerCase(), { name, type }]));
  const changes: ColumnChange[] = [];
  for (const name of Object.keys(after).sort()) {
    const type = after[name] as string;
    const old = live.get(name.toLowerCase());
    live.delete(name.toLowerCase());
    if (old === undefined) {
      changes.push({ op: 'add', name, type });
      continue;
    }
    // DuckDB takes `Amount` and `amount` for the same column.
    if (old.name !== name) changes.push({ op: 'recase', name, from: old.name });
    if (old.type !== type) changes.push({ op: typeChange(old.type, type), name, from: old.type, type });
  }
  for (const { name } of live.values()) changes.push({ op: 'drop', name });
  // Additions first: a table cannot lose its last column.
  return riskOrder.flatMap((risk) => changes.filter((change) => riskOf(change) === risk));
}

const riskOrder: readonly Risk[] = ['safe', 'locking', 'destructive'];

export function riskOf(change: ColumnChange): Risk {
  if (change.op === 'add') return 'safe';
  // DuckDB rewrites the column's values, and whoever writes meanwhile conflicts.
  return change.op === 'recase' || change.op === 'widen' ? 'locking' : 'destructive';
}

/** For people: `+ region varchar`. */
export function describeChange(change: ColumnChange): string {
  switch (change.op) {
    case 'add':
      return `+ ${change.name} ${change.type}`;
    case 'recase':
      return `~ ${change.from} becomes ${change.name}`;
    case 'widen':
      return `~ ${change.name} ${change.from} -> ${change.type}`;
    case 'cast':
      return `~ ${change.name} ${change.from} -> ${change.type} (values may be cut)`;
    case 'renew':
      return `± ${change.name} ${change.from} -> ${change.type} (values are lost)`;
    case 'drop':
      return `- ${change.name}`;
    default:
      return unreachable(change);
  }
}

/** The statements that carry a change out; running them a second time changes nothing more. */
export function changeStatements(table: string, change: ColumnChange): readonly string[] {
  const alter = `ALTER TABLE ${table}`;
  const column = quoteIdentifier(change.name);
  switch (change.op) {
    case 'add':
      return [`${alter} ADD COLUMN IF NOT EXISTS ${column} ${duckdbType(change.type)}`];
    case 'recase':
      // DuckDB refuses to rename a column to a name that it takes for the same one.
      return [
        `${alter} RENAME COLUMN ${column} TO ${quoteIdentifier(`${change.name}___next`)}`,
        `${alter} RENAME COLUMN ${quoteIdentifier(`${change.name}___next`)} TO ${column}`,
      ];
    case 'widen':
    case 'cast':
      return [`${alter} ALTER COLUMN ${column} SET DATA TYPE ${duckdbType(change.type)}`];
    case 'renew': {
      // Three underscores are in no name of ours. Built beside, since the old one may be the table's only column.
      const beside = quoteIdentifier(`${change.name}___next`);
      return [
        `${alter} ADD COLUMN IF NOT EXISTS ${beside} ${duckdbType(change.type)}`,
        `${alter} DROP COLUMN IF EXISTS ${column}`,
        `${alter} RENAME COLUMN ${beside} TO ${column}`,
      ];
    }
    case 'drop':
      return [`${alter} DROP COLUMN IF EXISTS ${column}`];
    default:
      return unreachable(change);
  }
}

/** A CREATE TABLE that does nothing where the table is there. */
export function createTableStatement(
  table: string,
  columns: readonly { readonly name: string; readonly type: string }[],
): string {
  const list = columns.map(({ name, type }) => `${quoteIdentifier(name)} ${duckdbType(type)}`).join(', ');
  return `CREATE TABLE IF NOT EXISTS ${table} (${list})`;
}
