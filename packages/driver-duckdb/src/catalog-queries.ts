import { quoteLiteral } from '@akili/client-duckdb';
import { controlSchema } from './control-records.ts';

const ours = (catalog: string) =>
  `database_name = ${quoteLiteral(catalog)} AND schema_name <> ${quoteLiteral(controlSchema)} AND NOT internal`;

/** Schemas, without the ones DuckDB brings along. */
export function selectSchemas(catalog: string): string {
  return `SELECT schema_name FROM duckdb_schemas() WHERE ${ours(catalog)} AND schema_name <> 'main'`;
}

export function selectTables(catalog: string): string {
  return `SELECT schema_name, table_name, comment FROM duckdb_tables() WHERE ${ours(catalog)}`;
}

export function selectColumns(catalog: string): string {
  return `SELECT schema_name, table_name, column_name, data_type FROM duckdb_columns() WHERE ${ours(catalog)}`;
}

/** Real views: ours are tables. */
export function selectViews(catalog: string): string {
  return `SELECT schema_name, view_name FROM duckdb_views() WHERE ${ours(catalog)}`;
}

/** One row where our control records are kept in the file. */
export function selectControlTables(catalog: string): string {
  const where = `database_name = ${quoteLiteral(catalog)} AND schema_name = ${quoteLiteral(controlSchema)}`;
  return `SELECT table_name FROM duckdb_tables() WHERE ${where} AND table_name = 'records'`;
}

/** Names of everything that an empty catalog of ours does not have, for the message that refuses to drop it. */
export function selectForeign(catalog: string): string {
  const names = [
    selectSchemas(catalog).replace('schema_name', 'schema_name AS name'),
    `SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE ${ours(catalog)}`,
    `SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE ${ours(catalog)}`,
    `SELECT schema_name || '.' || sequence_name FROM duckdb_sequences() WHERE database_name = ${quoteLiteral(catalog)}`,
    `SELECT schema_name || '.' || function_name FROM duckdb_functions() WHERE ${ours(catalog)}`,
    `SELECT schema_name || '.' || type_name FROM duckdb_types() WHERE ${ours(catalog)}`,
  ];
  return `${names.join(' UNION ALL ')} ORDER BY name LIMIT 5`;
}
