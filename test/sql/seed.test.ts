import { readFileSync } from 'node:fs';
import { freshnessOf, grainOf, type AnalysedQuery } from '@akili/sql';
import { writeType } from '@akili/model';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { openDuckdb, openPostgres, sameValue, type Answer } from './engines.ts';
import { emitAll, parser, readAll, relation } from './translate.ts';

afterAll(() => parser.close());

const daily = {
  folder: 'tenants/acme-corp/products/daily_revenue',
  refs: {
    orders: {
      order_id: 'bigint',
      customer_id: 'bigint',
      product_id: 'bigint',
      amount: 'decimal(18,2)',
      currency: 'varchar',
      region: 'varchar',
      order_date: 'timestamp',
      created_at: 'timestamp',
    },
    products: { product_id: 'bigint', product_name: 'varchar', category: 'varchar', unit_cost: 'decimal(18,2)' },
  },
  rows: [
    "INSERT INTO products VALUES (1, 'Lamp', 'Home', 4.25), (2, 'Desk', NULL, 80.00), (3, 'Rug', 'Home', NULL)",
    `INSERT INTO orders VALUES
      (1, 9, 1, 10.00, 'EUR', 'north', TIMESTAMP '2026-03-08 02:30:00', NULL), (2, 9, 1, 10.00, 'EUR', 'north', TIMESTAMP '2026-03-08 23:59:59.999999', NULL),
      (2, 9, 2, 95.50, 'EUR', 'north', TIMESTAMP '2026-03-08 05:00:00', NULL), (3, 8, 3, -12.34, 'EUR', 'south', TIMESTAMP '2026-02-28 00:00:00', NULL),
      (4, 8, 7, 5.01, 'EUR', NULL, TIMESTAMP '2026-03-01 00:00:00', NULL), (5, NULL, NULL, NULL, NULL, 'south', NULL, NULL),
      (6, 7, 2, 99999999999999.99, 'EUR', 'west', TIMESTAMP '2026-12-31 22:00:00', NULL), (7, 7, 2, 99999999999999.99, 'EUR', 'west', TIMESTAMP '2026-12-31 23:00:00', NULL)`,
  ],
  types: {
    date: 'timestamp',
    region: 'varchar',
    product_category: 'varchar',
    order_count: 'bigint',
    gross_revenue: 'decimal(38,2)',
    net_revenue: 'decimal(38,2)',
    avg_order_value: 'double',
  },
  key: ['date', 'region', 'product_category'],
  groups: 6,
  freshness: { unit: 'hour', column: 'date', grain: 'day' },
};

const weekly = {
  folder: 'tenants/globex-inc/products/weekly_transaction_summary',
  refs: {
    transactions: {
      transaction_id: 'bigint',
      account_id: 'bigint',
      amount: 'decimal(18,2)',
      currency: 'varchar',
      transaction_type: 'varchar',
      counterparty: 'varchar',
      processed_at: 'timestamp',
      status: 'varchar',
    },
  },
  rows: [
    `INSERT INTO transactions VALUES
      (1, 1, 100.10, 'USD', 'card', 'A', TIMESTAMP '2026-01-01 00:00:00', 'completed'), (2, 1, -40.05, 'USD', 'card', 'A', TIMESTAMP '2025-12-31 23:59:59', 'completed'),
      (3, 2, 0.00, 'USD', 'card', NULL, TIMESTAMP '2026-01-04 23:59:59', 'completed'), (4, 3, NULL, 'EUR', NULL, 'B', TIMESTAMP '2026-01-05 00:00:00', 'completed'),
      (5, 3, 7.00, 'EUR', 'wire', 'B', NULL, 'completed'), (6, 3, 9.00, 'EUR', 'wire', 'B', TIMESTAMP '2026-01-05 00:00:00', 'pending'),
      (7, 4, -2000000000.00, 'EUR', 'wire', 'C', TIMESTAMP '2099-01-05 00:00:00', 'completed')`,
  ],
  types: {
    week_start: 'timestamp',
    transaction_type: 'varchar',
    currency: 'varchar',
    transaction_count: 'bigint',
    total_credits: 'decimal(38,2)',
    total_debits: 'decimal(38,2)',
    net_flow: 'decimal(38,2)',
    unique_accounts: 'bigint',
    unique_counterparties: 'bigint',
  },
  key: ['week_start', 'transaction_type', 'currency'],
  groups: 4,
  freshness: { unit: 'hour', column: 'week_start', grain: 'week' },
};

const engineTypes = {
  duckdb: (type: string) => type.toUpperCase(),
  postgres: (type: string) => type.replace('double', 'double precision').replace('varchar', 'text'),
};

describe.each([daily, weekly])('$folder', (product) => {
  test('means the same on DuckDB and PostgreSQL, with exactly the promised types', async () => {
    const refs = Object.fromEntries(
      Object.entries(product.refs).map(([name, columns]) => [name, relation(columns as Record<string, string>)]),
    );
    const [transform] = await readAll([readFileSync(`${product.folder}/transform.sql`, 'utf8')], { refs });
    expect(transform?.findings).toEqual([]);
    const query = transform?.query as AnalysedQuery;
    expect(
      Object.fromEntries(query.columns.map((column) => [column.name, column.type && writeType(column.type)])),
    ).toEqual(product.types);
    expect(query.columns.filter((column) => !column.nullable).map((column) => column.name)).toEqual(
      Object.keys(product.types).filter((name) => /count|unique/.test(name)),
    );
    expect(query.groupKey).toEqual(product.key);
    expect(grainOf(query, product.freshness.column)).toBe(product.freshness.grain);

    const { checks } = (
      parse(readFileSync(`${product.folder}/quality.yaml`, 'utf8')) as {
        quality: { checks: { name: string; sql: string }[] };
      }
    ).quality;
    const read = await readAll(
      checks.map((check) => check.sql),
      { self: relation(product.types as Record<string, string>), purpose: 'check' },
    );
    expect(read.flatMap((each) => each.findings)).toEqual([]);

    const answers = await Promise.all(
      (['duckdb', 'postgres'] as const).map(async (target) => {
        const tables = Object.entries(product.refs).map(([name, columns]) => {
          const list = Object.entries(columns as Record<string, string>).map(
            ([column, type]) => `${column} ${engineTypes[target](type)}`,
          );
          return `CREATE TABLE ${name} (${list.join(', ')})`;
        });
        const engine = await (target === 'duckdb' ? openDuckdb : openPostgres)([...tables, ...product.rows]);
        const text = emitAll(query)[target] as string;
        const made = await engine.run(`SELECT * FROM (${text}) AS q`);
        await engine.exec(`CREATE TABLE this AS ${text}`);
        const judged: Answer[] = [];
        for (const each of read) judged.push(await engine.run(emitAll(each.query as typeof query)[target] as string));
        await engine.close();
        return { made, judged };
      }),
    );
    const [local, translated] = answers as [(typeof answers)[0], (typeof answers)[0]];
    expect(local.made.columns).toEqual(Object.entries(product.types).map(([name, type]) => ({ name, type })));
    expect(translated.made.columns).toEqual(local.made.columns);
    expect(sorted(translated.made)).toEqual(sorted(local.made));
    expect(local.made.rows.length).toBe(product.groups);
    expect(translated.judged).toEqual(local.judged);
    expect(translated.judged.every((answer) => answer.rows.length === 1 && answer.rows[0]?.length === 1)).toBe(true);
  });

  test('is written for StarRocks too, and its freshness check is recognised', async () => {
    const { checks } = (
      parse(readFileSync(`${product.folder}/quality.yaml`, 'utf8')) as {
        quality: { checks: { name: string; sql: string }[] };
      }
    ).quality;
    const read = await readAll(
      checks.map((check) => check.sql),
      { self: relation(product.types as Record<string, string>), purpose: 'check' },
    );
    for (const each of read)
      expect(typeof emitAll(each.query as NonNullable<typeof each.query>).starrocks).toBe('string');
    const ages = read
      .map((each) => freshnessOf(each.query as NonNullable<typeof each.query>))
      .filter((age) => age !== undefined);
    expect(ages).toEqual([{ unit: product.freshness.unit, column: product.freshness.column }]);
    const constant = read
      .map((each, i) => (each.query?.constant ? checks[i]?.name : undefined))
      .filter((name) => name !== undefined);
    expect(constant).toEqual(checks.filter((check) => check.sql === 'SELECT 0').map((check) => check.name));
  });
});

function sorted(answer: Answer): readonly (readonly unknown[])[] {
  // Averages may differ in the last digits; the other columns identify a row.
  const key = (row: readonly unknown[]): string =>
    JSON.stringify(row.map((value) => (typeof value === 'number' ? Math.fround(value) : value)));
  return [...answer.rows]
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .map((row) =>
      row.map((value) =>
        typeof value === 'number' && sameValue(value, Math.fround(value)) ? Math.fround(value) : value,
      ),
    );
}
