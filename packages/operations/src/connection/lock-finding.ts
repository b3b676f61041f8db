import type { LockDifference } from '@akili/connectors';
import { sourceChanged, type Finding } from '@akili/diagnostics';
import type { Connection } from '@akili/model';

/** A difference between a source and its lock as a finding at the lock's line. */
export function lockFinding(connection: Connection, difference: LockDifference): Finding {
  const { file, name, tenant } = connection;
  return sourceChanged.at(
    { file, ...placeOf(difference) },
    { connection: name, difference: differenceWords(difference) },
    { tenant },
  );
}

function placeOf(difference: LockDifference): { readonly path: readonly string[]; readonly part?: 'key' } {
  const table = ['schema', difference.table];
  switch (difference.kind) {
    case 'table-gone':
    case 'column-added':
      return { path: table, part: 'key' };
    case 'column-gone':
    case 'type':
    case 'nullable':
      return { path: [...table, 'columns', difference.column], part: 'key' };
    case 'key':
      return difference.locked.length === 0 ? { path: table, part: 'key' } : { path: [...table, 'primary_key'] };
  }
}

/** What a difference says, as the end of a sentence. */
export function differenceWords(difference: LockDifference): string {
  const { table } = difference;
  switch (difference.kind) {
    case 'table-gone':
      return `there is no \`${table}\` any more, or the login may not read it`;
    case 'column-gone':
      return `\`${table}\` has no column \`${difference.column}\` any more`;
    case 'column-added':
      return `\`${table}\` has a new column \`${difference.column}\` (${difference.type})`;
    case 'type':
      return `\`${table}.${difference.column}\` is ${difference.found}, and was ${difference.locked}`;
    case 'nullable':
      return `\`${table}.${difference.column}\` may be null now`;
    case 'key':
      return `the primary key of \`${table}\` is ${keyWords(difference.found)}, and was ${keyWords(difference.locked)}`;
  }
}

function keyWords(columns: readonly string[]): string {
  return columns.length === 0 ? 'none' : `(${columns.join(', ')})`;
}
