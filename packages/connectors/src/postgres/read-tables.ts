import type { IntrospectedTable } from '../source.ts';
import { SourceError } from '../source.ts';
import { canonicalType } from './canonical-type.ts';
import type { PostgresSession, TextRow } from './postgres-session.ts';
import { tableName } from './resource-name.ts';

/** Tables, partitioned tables, views, materialized views, foreign tables. */
const kinds = `('r','p','v','m','f')`;
const ownSchemas = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;
const mayRead = `pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_any_column_privilege(c.oid, 'SELECT')`;

/** What the login may read, as inputs name it; sorted. */
export async function readableTables(session: PostgresSession, limit: number): Promise<readonly string[]> {
  const rows = await session.query(
    `SELECT n.nspname || '.' || c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ${kinds} AND NOT c.relispartition AND ${ownSchemas} AND ${mayRead}
     ORDER BY (n.nspname || '.' || c.relname) COLLATE "C" LIMIT ${limit}`,
  );
  return rows.map(([name]) => name as string);
}

/**
 * Tables with their columns. Domains count as what they are made of. Columns that the login may not read are left out.
 * Throws `resource` or `permission` for a table that is asked for and cannot be read.
 */
export async function readTables(
  session: PostgresSession,
  names: readonly string[],
): Promise<readonly IntrospectedTable[]> {
  const wanted = names.length > 0 ? names : await readableTables(session, 1000);
  const tables = wanted.map(tableName);
  const parameters = [tables.map(({ schema }) => schema), tables.map(({ table }) => table)];
  const rows = await session.query(columnsQuery, parameters);
  const keys = await session.query(keysQuery, parameters);
  const byTable = groupByTable(rows);
  const keyOf = groupByTable(keys);
  const found: IntrospectedTable[] = [];
  for (const [index, name] of wanted.entries()) {
    const { schema, table } = tables[index] as { schema: string; table: string };
    const columns = byTable.get(JSON.stringify([schema, table]));
    if (columns === undefined) throw await whyNot(session, name);
    const primaryKey = (keyOf.get(JSON.stringify([schema, table])) ?? []).map((row) => row[2] as string);
    found.push({ name, columns: columns.map((row) => columnOf(row, primaryKey)), primaryKey });
  }
  return found;
}

const from = `FROM ROWS FROM (pg_catalog.unnest($1::pg_catalog.text[]), pg_catalog.unnest($2::pg_catalog.text[])) AS w(s, t)
  JOIN pg_catalog.pg_namespace n ON n.nspname = w.s
  JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.t AND c.relkind IN ${kinds}`;

/** A domain's own chain ends at its base type; its modifier is the domain's. */
const columnsQuery = `WITH RECURSIVE columns AS (
    SELECT w.s, w.t, a.attname, a.attnum, a.attnotnull, a.atttypid AS typ, a.atttypmod AS modifier
    ${from} JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')
  ), based AS (
    SELECT s, t, attname, attnum, attnotnull, typ, modifier FROM columns
    UNION ALL
    SELECT b.s, b.t, b.attname, b.attnum, b.attnotnull OR d.typnotnull, d.typbasetype,
           CASE WHEN d.typtypmod = -1 THEN b.modifier ELSE d.typtypmod END
    FROM based b JOIN pg_catalog.pg_type d ON d.oid = b.typ AND d.typtype = 'd'
  )
  SELECT b.s, b.t, b.attname, COALESCE(e.typname, y.typname), b.modifier::pg_catalog.text, (e.oid IS NOT NULL)::pg_catalog.text, b.attnotnull::pg_catalog.text
  FROM based b JOIN pg_catalog.pg_type y ON y.oid = b.typ AND y.typtype <> 'd'
  LEFT JOIN pg_catalog.pg_type e ON e.oid = y.typelem AND y.typcategory = 'A'
  ORDER BY b.s, b.t, b.attnum`;

const keysQuery = `SELECT w.s, w.t, a.attname ${from}
  JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
  JOIN LATERAL pg_catalog.unnest(k.conkey) WITH ORDINALITY AS o(num, nth) ON true
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = o.num
  ORDER BY w.s, w.t, o.nth`;

function columnOf(
  [, , name, type, modifier, isArray, notNull]: TextRow,
  primaryKey: readonly string[],
): IntrospectedTable['columns'][number] {
  return {
    name: name as string,
    type: canonicalType({ name: type as string, modifier: Number(modifier), isArray: isArray === 'true' }),
    nullable: notNull !== 'true' && !primaryKey.includes(name as string),
  };
}

function groupByTable(rows: readonly TextRow[]): ReadonlyMap<string, readonly TextRow[]> {
  const groups = new Map<string, TextRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row[0], row[1]]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

/** Why a table that was asked for shows no column. */
export async function whyNot(session: PostgresSession, resource: string): Promise<SourceError> {
  const { schema, table } = tableName(resource);
  const rows = await session.query(
    `SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ${kinds}`,
    [schema, table],
  );
  return rows.length === 0
    ? new SourceError('resource', `the source has no table ${resource}`)
    : new SourceError('permission', `the login may not read ${resource}`);
}
