import { unreachable } from '@akili/diagnostics';
import type { Risk } from '@akili/resource';
import { storedType, widens } from './column-type.ts';
import { identifier } from './quote.ts';
import type { Statement } from './statement.ts';

/** Stored types by name in lower case: the engine takes `Amount` and `amount` for one column, and keeps their order. */
export type Columns = { readonly [name: string]: string };

export type ColumnChange =
  | { readonly op: 'add'; readonly name: string; readonly type: string }
  | { readonly op: 'widen' | 'renew'; readonly name: string; readonly from: string; readonly type: string }
  | { readonly op: 'drop'; readonly name: string };

export function storedColumns(columns: readonly { readonly name: string; readonly type: string }[]): Columns {
  return Object.fromEntries(
    columns
      .map(({ name, type }) => [name.toLowerCase(), storedType(type)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** What turns the columns of a table into the desired ones; additions first, since a table keeps at least one. */
export function columnChanges(before: Columns, after: Columns): readonly ColumnChange[] {
  const changes: ColumnChange[] = [];
  for (const [name, type] of Object.entries(after)) {
    const from = before[name];
    if (from === undefined) changes.push({ op: 'add', name, type });
    else if (from !== type) changes.push({ op: widens(from, type) ? 'widen' : 'renew', name, from, type });
  }
  for (const name of Object.keys(before)) if (after[name] === undefined) changes.push({ op: 'drop', name });
  return changes;
}

export function riskOf(change: ColumnChange): Risk {
  return change.op === 'add' ? 'safe' : change.op === 'widen' ? 'locking' : 'destructive';
}

/** For people: `+ region STRING`. */
export function describeChange(change: ColumnChange): string {
  switch (change.op) {
    case 'add':
      return `+ ${change.name} ${change.type}`;
    case 'widen':
      return `~ ${change.name} ${change.from} -> ${change.type}`;
    case 'renew':
      return `± ${change.name} ${change.from} -> ${change.type} (values are lost)`;
    case 'drop':
      return `- ${change.name}`;
    default:
      return unreachable(change);
  }
}

/** The statements of a change; running them a second time changes nothing more. `table` is quoted. */
export function changeStatement(table: string, change: ColumnChange): readonly Statement[] {
  const alter = `ALTER TABLE ${table}`;
  const column = identifier(change.name);
  const where = (is: 'there' | 'absent', value = change.name) =>
    ({ show: `SHOW FULL COLUMNS FROM ${table}`, column: 'Field', value, is }) as const;
  switch (change.op) {
    case 'add':
      return [{ sql: `${alter} ADD COLUMN ${column} ${change.type}`, when: where('absent') }];
    case 'widen':
      return [{ sql: `${alter} MODIFY COLUMN ${column} ${change.type}` }];
    case 'renew': {
      // Built beside, since the old one may be the table's only column; three underscores are in no name of ours.
      const next = `${change.name}___next`;
      return [
        { sql: `${alter} ADD COLUMN ${identifier(next)} ${change.type}`, when: where('absent', next) },
        { sql: `${alter} DROP COLUMN ${column}`, when: where('there') },
        { sql: `${alter} RENAME COLUMN ${identifier(next)} TO ${column}`, when: where('there', next) },
      ];
    }
    case 'drop':
      return [{ sql: `${alter} DROP COLUMN ${column}`, when: where('there') }];
    default:
      return unreachable(change);
  }
}
