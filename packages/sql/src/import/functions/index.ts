import type { SourceDialect } from '@akili/model';
import { bigquery } from './bigquery.ts';
import { common } from './common.ts';
import { mariadb, mysql } from './mysql.ts';
import { postgres, redshift } from './postgres.ts';
import type { Rule, Rules } from './rule.ts';
import { snowflake } from './snowflake.ts';
import { sqlite } from './sqlite.ts';
import { transactsql } from './transactsql.ts';

const own: Readonly<Record<SourceDialect, Rules>> = {
  postgres,
  redshift,
  snowflake,
  bigquery,
  mysql,
  mariadb,
  sqlite,
  transactsql,
};

/** What becomes of a function of a dialect; undefined where nobody wrote it down. */
export function ruleOf(dialect: SourceDialect, name: string): Rule | undefined {
  const rules = own[dialect];
  if (Object.hasOwn(rules, name)) return rules[name];
  return Object.hasOwn(common, name) ? common[name] : undefined;
}
