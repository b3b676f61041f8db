import { writeType, type CanonicalType } from '@akili/model';
import type { Source, SourceRow } from '@akili/connectors';

/** What DuckDB makes of a table that was read through a connector: the answers to `expressions`, row by row as texts. */
export async function throughDuckDb(
  source: Source,
  resource: string,
  columns: readonly { readonly name: string; readonly type: CanonicalType }[],
  expressions: readonly string[],
  order: string,
): Promise<readonly (readonly (string | null)[])[]> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    const quoted = columns.map(({ name, type }) => `"${name}" ${duckDbType(type)}`);
    await connection.run(`CREATE TABLE t (${quoted.join(', ')})`);
    const insert = await connection.prepare(
      `INSERT INTO t VALUES (${columns.map(({ type }, at) => `CAST($${at + 1} AS ${duckDbType(type)})`).join(', ')})`,
    );
    for await (const rows of source.read({ resource, columns }))
      for (const row of rows) {
        row.forEach((value, at) => (value === null ? insert.bindNull(at + 1) : insert.bindVarchar(at + 1, value)));
        await insert.run();
      }
    const reader = await connection.runAndReadAll(
      `SELECT ${expressions.map((one) => `CAST(${one} AS VARCHAR)`).join(', ')} FROM t ORDER BY ${order}`,
    );
    return reader.getRowsJson() as unknown as readonly (readonly (string | null)[])[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function duckDbType(type: CanonicalType): string {
  if (type.kind === 'array') return `${duckDbType(type.of)}[]`;
  return writeType(type);
}

/** Every row of a table. */
export async function allRows(rows: AsyncIterable<readonly SourceRow[]>): Promise<readonly SourceRow[]> {
  const all: SourceRow[] = [];
  for await (const batch of rows) all.push(...batch);
  return all;
}
