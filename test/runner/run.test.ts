import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localRepository, type LocalRepository } from './local-repository.ts';
import {
  ordersFixture,
  ordersPath,
  productsFixture,
  productsPath,
  thisMonday,
  today,
  transactionsFixture,
  transactionsPath,
} from './seed-fixtures.ts';

const outcomes = ({ runs }: Awaited<ReturnType<LocalRepository['run']>>['report']) =>
  runs.map(({ product, status }) => `${product} ${status}`);
const summaryTable = 'tenant_globex_inc__finance.weekly_transaction_summary';

describe('both seed tenants, from fixtures', () => {
  const day = today();
  const monday = thisMonday();
  let repository: LocalRepository;
  beforeAll(async () => {
    repository = localRepository();
    repository.write(ordersPath, ordersFixture(day));
    repository.write(productsPath, productsFixture);
    const payments = [
      [1, '100.00', 'completed'],
      [2, '-30.25', 'completed'],
      [3, '999.00', 'pending'],
    ] as const;
    repository.write(transactionsPath, transactionsFixture(monday, payments));
  });
  afterAll(() => repository.dispose());

  test('nothing runs before it was applied, and the way out is said', async () => {
    const { exitCode, report } = await repository.run();
    expect(exitCode).toBe(4);
    expect(outcomes(report)).toEqual(['daily_revenue skipped', 'weekly_transaction_summary skipped']);
    expect(report.runs.flatMap(({ diagnostics }) => diagnostics.map(({ code, help }) => [code, help]))).toEqual([
      ['APL121', 'Run `akili apply --tenant acme-corp` first.'],
      ['APL121', 'Run `akili apply --tenant globex-inc` first.'],
    ]);
  });

  test('after the apply both are published', async () => {
    await repository.apply();
    const { exitCode, report } = await repository.run();
    expect(outcomes(report)).toEqual(['daily_revenue promoted', 'weekly_transaction_summary promoted']);
    expect(exitCode).toBe(0);
    expect(report.runs.map(({ lookupRows }) => lookupRows)).toEqual([undefined, 1]);
  });

  const revenue = [
    {
      ...{ date: `${day} 00:00:00`, region: 'north', product_category: 'office', order_count: '2' },
      ...{ gross_revenue: '20.00', net_revenue: '16.00', avg_order_value: 10 },
    },
    {
      ...{ date: `${day} 00:00:00`, region: 'south', product_category: 'office', order_count: '1' },
      ...{ gross_revenue: '1.00', net_revenue: '-1.00', avg_order_value: 1 },
    },
    {
      ...{ date: `${day} 00:00:00`, region: null, product_category: null, order_count: '1' },
      ...{ gross_revenue: '100.00', net_revenue: null, avg_order_value: 100 },
    },
  ];

  test.each(['sales.daily_revenue', 'tenant_acme_corp__sales.daily_revenue'])('rows of %s', async (table) => {
    const rows = await repository.analytics('acme-corp', `SELECT * FROM ${table} ORDER BY region NULLS LAST`);
    expect(rows).toEqual(revenue);
  });

  test('the lookup table holds the same rows as the analytics table, for the reader and for the team that may read it', async () => {
    const list =
      'transaction_type, currency, transaction_count, total_credits, total_debits, net_flow, unique_accounts';
    const row = {
      ...{ transaction_type: 'payment', currency: 'EUR', transaction_count: '2', total_credits: '100.00' },
      ...{ total_debits: '30.25', net_flow: '69.75', unique_accounts: '2' },
    };
    const made = `SELECT ${list} FROM finance.weekly_transaction_summary`;
    expect(await repository.analytics('globex-inc', made)).toEqual([row]);
    const reader = 'tenant_globex_inc__reader';
    expect(await repository.lookup(reader, `SELECT ${list} FROM ${summaryTable}`)).toEqual([row]);
    const where = `SELECT week_start::text, tenant_id FROM ${summaryTable}`;
    expect(await repository.lookup(reader, where)).toEqual([
      { week_start: `${monday} 00:00:00`, tenant_id: 'b2d9e7f1-3c58-4e6a-8d21-5f7a9c0b4e62' },
    ]);
    await expect(repository.lookup('tenant_globex_inc__team_compliance', where)).resolves.toHaveLength(1);
  });

  test('the topics say what was published, each tenant its own', () => {
    const [event] = repository.events('globex-inc', 'globex-inc.weekly_transaction_summary.data.available');
    expect(event).toMatchObject({
      event_type: 'data.available',
      tenant_id: 'b2d9e7f1-3c58-4e6a-8d21-5f7a9c0b4e62',
      payload: { product: 'weekly_transaction_summary', namespace: 'finance', version: '1.0.0', rows: 1 },
    });
    const executed = repository.events('acme-corp', 'acme-corp.daily_revenue.execution.events');
    expect(executed.map((one) => (one as { readonly event_type: string }).event_type)).toEqual(['execution.completed']);
  });

  test('a run leaves nothing to plan: tables and views are as they were declared', async () => {
    const { plan } = await import('@akili/operations/plan');
    const { hostOf, noSelection } = await import('./local-repository.ts');
    const options = { targets: 'environment' as const, allowDestroy: [], lockTimeoutMs: 10_000 };
    const { document } = await plan(hostOf(repository.root), noSelection, options);
    expect(document.kind === 'plan' && document.plan.changes).toEqual([]);
  });

  test('a failing tenant keeps its last good data and does not stop the other', async () => {
    repository.write(ordersPath, ordersFixture('2026-01-01'));
    repository.write(transactionsPath, transactionsFixture(monday, [[4, '1.00', 'completed']]));
    const { exitCode, report } = await repository.run();
    expect(exitCode).toBe(4);
    expect(outcomes(report)).toEqual(['daily_revenue held', 'weekly_transaction_summary promoted']);
    expect(report.runs[0]?.diagnostics).toMatchObject([
      { code: 'QLT130', file: 'tenants/acme-corp/products/daily_revenue/quality.yaml' },
    ]);
    const rows = await repository.analytics(
      'acme-corp',
      'SELECT * FROM sales.daily_revenue ORDER BY region NULLS LAST',
    );
    expect(rows).toEqual(revenue);
    const reader = 'tenant_globex_inc__reader';
    expect(await repository.lookup(reader, `SELECT net_flow FROM ${summaryTable}`)).toEqual([{ net_flow: '1.00' }]);
  });

  test('fail-fast begins nothing after it', async () => {
    const { report } = await repository.run({ failFast: true });
    expect(outcomes(report)).toEqual(['daily_revenue held', 'weekly_transaction_summary skipped']);
  });

  test('an empty input is an error of the freshness check, not a pass', async () => {
    repository.write(transactionsPath, transactionsFixture(monday, []));
    const { report } = await repository.run({ select: ['weekly_transaction_summary'] });
    expect(report.runs[0]).toMatchObject({ status: 'held', rows: 0 });
    expect(report.runs[0]?.checks.find(({ check }) => check === 'freshness')).toMatchObject({
      verdict: 'error',
      message: 'it gave NULL',
    });
    const reader = 'tenant_globex_inc__reader';
    expect(await repository.lookup(reader, `SELECT net_flow FROM ${summaryTable}`)).toEqual([{ net_flow: '1.00' }]);
  });

  test('without its fixture an input needs its connection, whose secret is not set here', async () => {
    const { exitCode, report } = await repository.run({ select: ['weekly_transaction_summary'], fixtures: false });
    expect(exitCode).toBe(1);
    expect(report.runs[0]?.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      [
        'APL122',
        'Input `transactions` could not be loaded from the connection `globex-finance-db`: `env:AKILI_GLOBEX_INC__FINANCE_DB` is not set. What was loaded before stays.',
      ],
    ]);
  });
});

describe('products over products, and types in every serving engine', () => {
  const folder = 'tenants/globex-inc/products';
  const product = (name: string, sql: string, more: { readonly inputs: string; readonly check?: string }) => ({
    'product.yaml': `product:\n  name: ${name}\n  namespace: finance\n  version: "1.0.0"\n  archetype: source\n  description: Made for a test.\n  owner: data@globex-inc.com\n  tags: []\n`,
    'inputs.yaml': `inputs:\n${more.inputs}`,
    'transform.sql': sql,
    'quality.yaml': `quality:\n  checks:\n    - name: small\n      sql: "${more.check ?? 'SELECT COUNT(*) FROM {{ this }} WHERE n IS NULL'}"\n      severity: critical\n      threshold: 2\n`,
    'serving.yaml': `serving:\n  modes:\n    - intent: lookup\n      config:\n        engine: postgresql\n        index_columns: [n]\n`,
    'governance.yaml':
      'apiVersion: akili/v1\nkind: Governance\nclassification: internal\naccess:\n  - team: compliance\n    role: viewer\n',
    'compute.yaml': 'compute:\n  engine: dagster\n',
  });
  let repository: LocalRepository;
  beforeAll(async () => {
    repository = localRepository();
    repository.write(transactionsPath, transactionsFixture(thisMonday(), [[1, '1.00', 'completed']]));
    const rows = (name: string) =>
      `  - name: rows\n    kind: source\n    connection: globex-finance-db\n    resource: public.${name}\n    strategy: full_refresh\n    columns:\n` +
      ['n: bigint', 'd: "decimal(38,10)"', 's: varchar', 't: timestamp', 'j: json', 'f: double', 'b: boolean']
        .map((one) => `      - { name: ${one.replace(': ', ', type: ')} }\n`)
        .join('');
    const files = {
      base: product('base', "SELECT n, d, s, t, j, f, b FROM {{ ref('rows') }}", {
        inputs: rows('base'),
        check: 'SELECT COUNT(*) FROM {{ this }}',
      }),
      reader_of_base: product('reader_of_base', "SELECT n, COUNT(*) AS rows FROM {{ ref('base') }} GROUP BY n", {
        inputs: '  - { name: base, kind: product, product: base, version: ">=1.0.0" }\n',
      }),
    };
    for (const [name, list] of Object.entries(files)) {
      for (const [file, text] of Object.entries(list)) repository.write(`${folder}/${name}/${file}`, text);
    }
    await repository.apply();
  });
  afterAll(() => repository.dispose());

  const fixture = `${folder}/base/fixtures/rows.csv`;
  const header = 'n,d,s,t,j,f,b\n';
  const wide = String.raw`9223372036854775807,1234567890123456789012345678.0123456789,"it's ""é"" \ 😀",2026-10-25T00:30:00.123456Z,"{""k"":[1,null]}",0.1,true`;

  test('wide values arrive in the lookup table as they are', async () => {
    repository.write(fixture, `${header}${wide}\n2,,"",,,,\n`);
    const { report } = await repository.run({ select: ['base+'] });
    expect(outcomes(report)).toEqual(['base promoted', 'reader_of_base promoted']);
    const sql = 'SELECT n, d, s, t::text, j, f, b FROM tenant_globex_inc__finance.base ORDER BY n DESC';
    expect(await repository.lookup('tenant_globex_inc__reader', sql)).toEqual([
      {
        ...{ n: '9223372036854775807', d: '1234567890123456789012345678.0123456789', s: String.raw`it's "é" \ 😀` },
        ...{ t: '2026-10-25 00:30:00.123456', j: { k: [1, null] }, f: 0.1, b: true },
      },
      { n: '2', d: null, s: '', t: null, j: null, f: null, b: null },
    ]);
  });

  test('by the key: what did not change is not written, what is gone is deleted', async () => {
    const versions = 'SELECT n, xmin::text AS written FROM tenant_globex_inc__finance.base ORDER BY n';
    const owner = 'tenant_globex_inc__owner';
    const [two] = (await repository.lookup(owner, versions)) as readonly {
      readonly n: string;
      readonly written: string;
    }[];
    repository.write(fixture, `${header}2,,"",,,,\n3,,new,,,,\n`);
    await repository.run({ select: ['base'] });
    const after = (await repository.lookup(owner, versions)) as (typeof two)[];
    expect(after.map((row) => row?.n)).toEqual(['2', '3']);
    expect(after[0]?.written).toBe(two?.written);
  });

  test('a product that is held back holds back what reads it; the rest goes on', async () => {
    repository.write(fixture, `${header}1,,,,,,\n2,,,,,,\n3,,,,,,\n`);
    const { exitCode, report } = await repository.run();
    expect(outcomes(report)).toEqual([
      'daily_revenue failed',
      'base held',
      'reader_of_base skipped',
      'weekly_transaction_summary promoted',
    ]);
    expect(exitCode).toBe(7);
    expect(report.runs[2]?.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['APL124', 'It was not run, because `base` was not published.'],
    ]);
    const sql = 'SELECT n FROM finance.reader_of_base ORDER BY n';
    expect(await repository.analytics('globex-inc', sql)).toEqual([{ n: '2' }, { n: '9223372036854775807' }]);
  });
});
