import type { SourceDialect } from '@akili/model';
import { parserOf, type Parse } from './parser-of.ts';
import { relationsOf } from './strangers-in.ts';

/**
 * The relations that node-sql-parser finds in a text of another dialect, each with its schema where one is written,
 * without those that WITH makes; undefined where it cannot read the text. It misreads some texts, so that what it says
 * is worth a question and no more.
 */
export async function relationsIn(sql: string, dialect: SourceDialect): Promise<readonly string[] | undefined> {
  const parse = await loaders[dialect]();
  try {
    return relationsOf(parse(sql));
  } catch {
    return undefined;
  }
}

const loaders: Readonly<Record<SourceDialect, () => Promise<Parse>>> = {
  postgres: async () => parserOf(await import('node-sql-parser/build/postgresql.js'), 'postgresql'),
  redshift: async () => parserOf(await import('node-sql-parser/build/redshift.js'), 'redshift'),
  snowflake: async () => parserOf(await import('node-sql-parser/build/snowflake.js'), 'snowflake'),
  bigquery: async () => parserOf(await import('node-sql-parser/build/bigquery.js'), 'bigquery'),
  mysql: async () => parserOf(await import('node-sql-parser/build/mysql.js'), 'mysql'),
  mariadb: async () => parserOf(await import('node-sql-parser/build/mariadb.js'), 'mariadb'),
  sqlite: async () => parserOf(await import('node-sql-parser/build/sqlite.js'), 'sqlite'),
  transactsql: async () => parserOf(await import('node-sql-parser/build/transactsql.js'), 'transactsql'),
};
