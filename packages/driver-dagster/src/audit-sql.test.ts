import { expect, test } from 'vitest';
import { auditSql } from './audit-sql.ts';

const table = ['tenant_acme_corp_catalog', 'sales', 'daily_revenue'];
const staging = ['tenant_acme_corp_catalog', 'sales', 'daily_revenue__staging'];

test('a check reads the staging table under the same alias', () => {
  const sql = 'SELECT COUNT(*) FROM `tenant_acme_corp_catalog`.`sales`.`daily_revenue` AS `this`';
  expect(auditSql(sql, table, staging, 'starrocks')).toBe(
    'SELECT COUNT(*) FROM `tenant_acme_corp_catalog`.`sales`.`daily_revenue__staging` AS `this`',
  );
});

test('a text that only says the name stays what it is', () => {
  const said = `SELECT COUNT(*) FROM "tenant_acme_corp_catalog"."sales"."daily_revenue" WHERE "a" = '"tenant_acme_corp_catalog"."sales"."daily_revenue" it''s'`;
  expect(auditSql(said, table, staging, 'duckdb')).toBe(
    `SELECT COUNT(*) FROM "tenant_acme_corp_catalog"."sales"."daily_revenue__staging" WHERE "a" = '"tenant_acme_corp_catalog"."sales"."daily_revenue" it''s'`,
  );
});

test('a backslash hides a quote on StarRocks', () => {
  const sql = "SELECT '\\' `tenant_acme_corp_catalog`.`sales`.`daily_revenue` \\''";
  expect(auditSql(sql, table, staging, 'starrocks')).toBe(sql);
});

test('a longer name is another name', () => {
  const sql = 'SELECT `tenant_acme_corp_catalog`.`sales`.`daily_revenue`.`region`';
  expect(auditSql(sql, table, staging, 'starrocks')).toBe(sql);
});
