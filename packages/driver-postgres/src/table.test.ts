import type { CompiledProduct } from '@akili/model';
import { specDigest, type Difference, type Observed, type Resource } from '@akili/resource';
import { column } from '@akili/testkit';
import { expect, test } from 'vitest';
import type { TableSpec } from './specs.ts';
import { tableType } from './table.ts';
import { globex, lowered, transactions } from './testing/samples.ts';

const tableOf = (product: CompiledProduct) => lowered(globex, product).at(-1) as Resource<TableSpec>;
const table = 'tenant_globex_inc__finance.weekly_transaction_summary';

/** The table as an inventory reports it once it is applied. */
function live(resource: Resource<TableSpec>): Observed {
  const { address, kind, name, tenant } = resource;
  return {
    address,
    kind,
    name,
    value: tableType.expect(resource),
    mark: { tenantId: tenant.id, digest: specDigest(resource) },
  };
}

/** What a change of the product comes to: the reason, then each step with its risk. */
function told(before: CompiledProduct, after: CompiledProduct): readonly string[] {
  const difference = tableType.diff(tableOf(after), live(tableOf(before))) as Difference;
  return [difference.reason, ...difference.steps.map((step) => `${step.risk}: ${step.summary}`)];
}

const withColumns = (...columns: CompiledProduct['columns']): CompiledProduct => ({
  ...transactions,
  columns,
  key: [],
  serving: transactions.serving.map((mode) => ({ ...mode, indexes: [] })),
});
const [week, count, flow] = transactions.columns as [
  (typeof transactions.columns)[number],
  (typeof transactions.columns)[number],
  (typeof transactions.columns)[number],
];
const base = withColumns(week, count, flow);

test.each<readonly [string, CompiledProduct, readonly string[]]>([
  [
    'a nullable column is added: safe',
    withColumns(week, count, flow, column('region', 'varchar')),
    ['columns: + region text', 'safe: add column region text'],
  ],
  [
    'a column that is never null is added: what is there has no value for it',
    withColumns(week, count, flow, { ...column('region', 'varchar'), nullable: false }),
    [
      'columns: + region text not null',
      'destructive: empty the table and add column region text not null: rows that are there have no value for it, the next run fills it again',
    ],
  ],
  [
    'a decimal gets more digits before its point: a note in the catalog',
    withColumns(week, count, column('net_flow', 'decimal(24,2)')),
    ['columns: net_flow numeric(18,2) -> numeric(24,2)', 'safe: widen column net_flow numeric(18,2) -> numeric(24,2)'],
  ],
  [
    'a bigint becomes a decimal that holds it: every row is written anew',
    withColumns(week, { ...column('transaction_count', 'decimal(19,0)'), nullable: false }, flow),
    [
      'columns: transaction_count bigint -> numeric(19,0)',
      'locking: widen column transaction_count bigint -> numeric(19,0): writes every row anew while readers wait',
    ],
  ],
  [
    'a decimal gets fewer digits: some may not fit',
    withColumns(week, count, column('net_flow', 'decimal(18,1)')),
    [
      'columns: net_flow numeric(18,2) -> numeric(18,1)',
      'destructive: narrow column net_flow numeric(18,2) -> numeric(18,1): what does not fit is rounded, or stops the step',
    ],
  ],
  [
    'a type that nothing is cast to: the column is made anew',
    withColumns(week, count, column('net_flow', 'boolean')),
    [
      'columns: net_flow numeric(18,2) -> boolean',
      'destructive: replace column net_flow numeric(18,2) -> boolean: nothing turns one into the other, the next run fills it again',
    ],
  ],
  [
    'a column is renamed: one goes and one comes',
    withColumns(week, count, column('flow', 'decimal(18,2)')),
    [
      'columns: - net_flow numeric(18,2), + flow numeric(18,2)',
      'destructive: drop column net_flow with its data',
      'safe: add column flow numeric(18,2)',
    ],
  ],
  [
    'a column may be null, another may not any more',
    withColumns({ ...week, nullable: false }, { ...count, nullable: true }, flow),
    [
      'columns: transaction_count nullable, week_start not null',
      'safe: let column transaction_count be null',
      'locking: refuse null in column week_start: reads every row, and fails where one is null',
    ],
  ],
  [
    'columns change their order only: nothing an engine could do',
    withColumns(flow, week, count),
    ['the mark is out of date', `safe: record what table ${table} was made from`],
  ],
  [
    'a key and an index appear',
    { ...base, key: ['week_start'], serving: base.serving.map((mode) => ({ ...mode, indexes: [['net_flow']] })) },
    [
      'indexes: + index (tenant_id, net_flow), + key (tenant_id, week_start)',
      'locking: build index weekly_transaction_summary__index_dc43dc2c2221 (tenant_id, net_flow) while writers wait',
      'locking: build unique index weekly_transaction_summary__key (tenant_id, week_start) while writers wait: fails where rows are not unique',
    ],
  ],
  [
    'another team may read',
    { ...base, governance: { ...base.governance, access: [{ team: 'finance-engineering', role: 'viewer' }] } },
    [
      'policies: ~ akili_read; grants: + SELECT to tenant_globex_inc__team_finance_engineering, - SELECT to tenant_globex_inc__team_compliance',
      'security: set row security as declared (policies: ~ akili_read)',
      'security: change grants: + SELECT to tenant_globex_inc__team_finance_engineering, - SELECT to tenant_globex_inc__team_compliance',
    ],
  ],
])('%s', (_, changed, expected) => {
  expect(told(base, changed)).toEqual(expected);
});

test('the digest is recorded with the last step only', () => {
  const after = tableOf(withColumns(week, column('region', 'varchar')));
  const steps = tableType.diff(after, live(tableOf(base)))?.steps ?? [];
  const marks = steps.map((step) => (step.request as { readonly mark: string | null }).mark);
  expect(marks).toEqual([null, null, specDigest(after)]);
});

test("another tenant's table at the address is neither changed nor dropped", () => {
  const mine = tableOf(base);
  const theirs = {
    ...live(mine),
    mark: { tenantId: '99999999-9999-4999-8999-999999999999', digest: specDigest(mine) },
  };
  expect(tableType.diff(mine, theirs)).toMatchObject({ reason: 'exists and is marked by another owner', steps: [] });
});

test('a view with our mark in the place of the table is said and left alone', () => {
  const mine = tableOf(base);
  const value = { ...(tableType.expect(mine) as object), is: 'view' };
  expect(tableType.diff(mine, { ...live(mine), value })).toMatchObject({ reason: 'is a view, not a table', steps: [] });
});

test('a table that is no longer declared is dropped with its data', () => {
  expect(tableType.diff(undefined, live(tableOf(base)))).toMatchObject({
    op: 'delete',
    reason: 'no longer declared',
    steps: [{ summary: `drop table ${table} with its data`, risk: 'destructive', credential: 'tenant' }],
  });
});
