import { parse } from 'libpg-query';
import { expect, test } from 'vitest';
import { notOneSelect } from './one-select.ts';

const allowed = new Set(['tenant_acme_corp__sales.orders']);
const judge = async (sql: string): Promise<string | undefined> => notOneSelect(await parse(sql), allowed);

test.each([
  'SELECT "id" FROM "tenant_acme_corp__sales"."orders"',
  'WITH "big" AS (SELECT 1 AS "x") SELECT "x" FROM "big"',
  'SELECT "x" FROM (VALUES (1), (2)) AS "v"("x")',
])('%s is one plain SELECT', async (sql) => {
  expect(await judge(sql)).toBeUndefined();
});

test.each([
  ['SELECT 1; SELECT 2', 'there are 2 statements'],
  ['DELETE FROM tenant_acme_corp__sales.orders', 'it is a DeleteStmt'],
  ['SELECT 1 AS x INTO t', 'it has INTO'],
  ['SELECT 1 FROM tenant_acme_corp__sales.orders FOR UPDATE', 'it locks rows'],
  [
    'WITH gone AS (DELETE FROM tenant_acme_corp__sales.orders RETURNING id) SELECT id FROM gone',
    'it holds a DeleteStmt',
  ],
  ['SELECT 1 FROM tenant_globex_inc__finance.transactions', 'it reads tenant_globex_inc__finance.transactions'],
  ['SELECT (SELECT MAX(x) FROM secrets) AS y', 'it reads secrets'],
  ['SELECT 1 FROM other.tenant_acme_corp__sales.orders', 'it names the database "other"'],
  ['SELECT $1 AS x', 'it has a parameter'],
])('%s: %s', async (sql, problem) => {
  expect(await judge(sql)).toBe(problem);
});
