import { sameType, writeType, type Column, type Json } from '@akili/model';
import type { IntrospectedTable } from '../source.ts';
import type { TableShape } from './lock-differences.ts';

/** A value of a connection's manifest to set, or (`undefined`) to remove; the shape that `editYaml` takes. */
export interface LockEdit {
  readonly path: readonly string[];
  readonly value: Json | undefined;
}

/**
 * The edits that bring a schema lock to what the source has. What stays the same is not touched, so that comments,
 * spellings and order stay; a column keeps its classification and description, which only people know.
 */
export function lockEdits(locked: TableShape | undefined, found: IntrospectedTable): readonly LockEdit[] {
  const path = ['schema', found.name];
  if (locked === undefined) return [{ path, value: wholeTable(found) }];
  const now = new Map(found.columns.map((column) => [column.name, column]));
  const before = new Map(locked.columns.map((column) => [column.name, column]));
  const edits: LockEdit[] = [];
  for (const column of locked.columns)
    if (!now.has(column.name)) edits.push({ path: [...path, 'columns', column.name], value: undefined });
  for (const column of found.columns) {
    const known = before.get(column.name);
    const at = [...path, 'columns', column.name];
    if (known === undefined) edits.push({ path: at, value: writtenColumn(column, found.primaryKey) });
    else if (!sameType(known.type, column.type) || known.nullable !== column.nullable)
      edits.push({
        path: at,
        value: writtenColumn({ ...known, type: column.type, nullable: column.nullable }, found.primaryKey),
      });
  }
  if (JSON.stringify(locked.primaryKey) !== JSON.stringify(found.primaryKey))
    edits.push({ path: [...path, 'primary_key'], value: found.primaryKey.length === 0 ? undefined : found.primaryKey });
  return edits;
}

function wholeTable({ columns, primaryKey }: IntrospectedTable): Json {
  return {
    columns: Object.fromEntries(columns.map((column) => [column.name, writtenColumn(column, primaryKey)])),
    ...(primaryKey.length === 0 ? {} : { primary_key: primaryKey }),
  };
}

/** The short form where the type says all: key columns are not null by themselves. */
function writtenColumn(
  { name, type, nullable, classification, description }: Column,
  primaryKey: readonly string[],
): Json {
  const says = {
    ...(nullable || primaryKey.includes(name) ? {} : { nullable: false }),
    ...(classification === undefined ? {} : { classification }),
    ...(description === undefined ? {} : { description }),
  };
  return Object.keys(says).length === 0 ? writeType(type) : { type: writeType(type), ...says };
}
