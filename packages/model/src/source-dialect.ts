/** Dialects that `akili import sql` reads. */
export const sourceDialects = [
  'postgres',
  'redshift',
  'snowflake',
  'bigquery',
  'mysql',
  'mariadb',
  'sqlite',
  'transactsql',
] as const;

export type SourceDialect = (typeof sourceDialects)[number];
