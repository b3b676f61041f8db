import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Compilation, EmittedSql } from '@akili/model';
import { readWorkingTree } from '@akili/repo';
import { closeParser, compileFiles } from '../../support/compile-files.ts';
import { readStatement, relationsOf } from './index.ts';
import { refusalsOf } from './refusals-of.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let compilation: Compilation;

beforeAll(async () => {
  ({ compilation } = await compileFiles(readWorkingTree(root).files, { targets: 'all' }));
});
afterAll(closeParser);

/** Every text that the compiler wrote for StarRocks, with whose it is. */
function emittedTexts(): readonly {
  readonly of: string;
  readonly tenant: string;
  readonly sql: EmittedSql | undefined;
}[] {
  return compilation.products.flatMap((product) => [
    { of: product.name, tenant: product.tenant, sql: product.sql.starrocks },
    ...product.checks.map((check) => ({
      of: `${product.name}.${check.name}`,
      tenant: product.tenant,
      sql: check.sql.starrocks,
    })),
  ]);
}

describe('what the compiler writes for StarRocks', () => {
  test('covers every transform and check of the tenants here', () => {
    expect(emittedTexts().map(({ of }) => of)).toEqual([
      'daily_revenue',
      'daily_revenue.no_null_dates',
      'daily_revenue.positive_revenue',
      'daily_revenue.freshness',
      'daily_revenue.net_lte_gross',
      'weekly_transaction_summary',
      'weekly_transaction_summary.no_null_weeks',
      'weekly_transaction_summary.balanced_flow',
      'weekly_transaction_summary.freshness',
      'weekly_transaction_summary.completed_only',
    ]);
    expect(emittedTexts().filter(({ sql }) => typeof sql !== 'string')).toEqual([]);
  });

  test('is accepted by the oldest version that the driver supports and by the newest', () => {
    for (const { of, sql } of emittedTexts()) {
      const text = typeof sql === 'string' ? sql : '';
      for (const version of ['3.3', '3.5', '4.0', '4.1'] as const) {
        expect({ of, refusals: refusalsOf(text, version) }).toEqual({ of, refusals: [] });
      }
    }
  });

  test('reads tables of its own tenant alone, each by catalog, database and table', () => {
    for (const { of, tenant, sql } of emittedTexts()) {
      const read = readStatement(typeof sql === 'string' ? sql : '', { version: '3.3' });
      const catalogs = read.ok ? relationsOf(read.statement).map((name) => [name.length, name[0]]) : [];
      const own = catalogs.map(() => [3, `tenant_${tenant.replaceAll('-', '_')}_catalog`]);
      expect({ of, catalogs }).toEqual({ of, catalogs: own });
    }
  });
});
