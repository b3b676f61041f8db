import { fileURLToPath } from 'node:url';
import type { Compilation, CompiledProduct, Target } from '@akili/model';
import { readWorkingTree } from '@akili/repo';
import { readCases } from '@akili/testkit/cases';
import { verify } from '@akili/verify';
import { afterAll, describe, expect, test } from 'vitest';
import { closeParser, compileFiles } from '../support/compile-files.ts';

afterAll(closeParser);

const root = fileURLToPath(new URL('../../', import.meta.url));
const snapshotDirectory = fileURLToPath(new URL('../../node_modules/.cache/akili', import.meta.url));
const said = async (compilation: Compilation) =>
  (await verify(compilation, { snapshotDirectory })).map(({ code, message }) => `${code} ${message}`);
const seed = async (): Promise<Compilation> =>
  (await compileFiles(readWorkingTree(root).files, { targets: 'all' })).compilation;

/** The seed with one text of `daily_revenue` changed behind the compiler's back. */
async function tampered(target: Target, change: (sql: string) => string): Promise<Compilation> {
  const compilation = await seed();
  return changed(compilation, (product) => ({
    ...product,
    sql: { ...product.sql, [target]: change(product.sql[target] as string) },
  }));
}

function changed(compilation: Compilation, change: (product: CompiledProduct) => CompiledProduct): Compilation {
  const products = compilation.products.map((one) => (one.name === 'daily_revenue' ? change(one) : one));
  return { ...compilation, products };
}

describe('what the compiler writes', () => {
  test("the tenants' texts stand before every second reader, in all dialects", async () => {
    const compilation = await seed();
    expect(compilation.products.map((one) => one.name)).toEqual(['daily_revenue', 'weekly_transaction_summary']);
    expect(await said(compilation)).toEqual([]);
  });

  test('the texts of every mended case do too', async () => {
    const cases = readCases(`${root}test/cases`).filter((one) => one.name.endsWith('.ok'));
    expect(cases.length).toBeGreaterThan(60);
    const disputed: string[] = [];
    const seen = new Set<string>();
    for (const one of cases) {
      const { compilation } = await compileFiles(one.files, { ...one.options, targets: 'all', products: [] });
      const fresh = compilation.products.filter((product) => !seen.has(JSON.stringify(product)));
      for (const product of fresh) seen.add(JSON.stringify(product));
      const diagnostics = await verify(compilation, {
        snapshotDirectory,
        isChosen: (product) => fresh.includes(product),
      });
      disputed.push(...diagnostics.map(({ code, message }) => `${one.name}: ${code} ${message}`));
    }
    expect(disputed).toEqual([]);
  });
});

describe('a text that was changed behind the compiler', () => {
  const other = 'tenant_globex_inc_catalog"."finance__raw"."weekly_transaction_summary__transactions';

  test("cannot read another tenant's table: DuckDB does not have it, and the second vote denies", async () => {
    const compilation = await tampered('duckdb', (sql) =>
      sql.replaceAll('"tenant_acme_corp_catalog"."sales__raw"."daily_revenue__orders"', `"${other}"`),
    );
    expect((await said(compilation)).map((one) => one.slice(0, 6))).toEqual(['ISO301', 'SQL401']);
  });

  test('gives other types, which both engines tell', async () => {
    const compilation = changed(await seed(), (product) => ({
      ...product,
      columns: product.columns.map((one) => (one.name === 'order_count' ? { ...one, type: 'integer' } : one)),
    }));
    expect(await said(compilation)).toEqual([
      'SQL402 DuckDB says that the transform of `daily_revenue` gives `order_count BIGINT`, where the compiler promised `order_count INTEGER`.',
      'SQL402 PostgreSQL says that the transform of `daily_revenue` gives `order_count bigint`, where the compiler promised `order_count integer`.',
    ]);
  });

  test('does not read what its lineage names', async () => {
    const compilation = changed(await seed(), (product) => ({
      ...product,
      lineage: {
        ...product.lineage,
        rows: [...product.lineage.rows, { input: 'orders', column: 'currency', use: 'filter' }],
      },
    }));
    expect(await said(compilation)).toEqual([
      'SQL403 The lineage of the transform of `daily_revenue` names `orders.currency`, which PostgreSQL does not find in the text.',
    ]);
  });

  test('locks rows, which the grammar of PostgreSQL sees', async () => {
    const compilation = await tampered('postgres', (sql) => `SELECT * FROM (${sql}) AS "q" FOR UPDATE`);
    const locks =
      "SQL404 PostgreSQL's grammar reads something else than one plain SELECT in the transform of `daily_revenue`: it locks rows.";
    expect(await said(compilation)).toContain(locks);
  });
});
