import { expect, test } from 'vitest';
import type { LineageProduct } from './lineage-graph.ts';
import { lineageGraph } from './lineage-graph.ts';
import { reachedBy } from './reached-by.ts';

function product(name: string, reads: string, columns: LineageProduct['lineage']['columns']): LineageProduct {
  return {
    ...{ tenant: 'acme-corp', namespace: 'sales', name },
    columns: Object.keys(columns).map((column) => ({
      name: column,
      type: 'bigint',
      nullable: true,
      classification: null,
    })),
    inputs: [{ name: reads, kind: 'product', product: reads, version: '1.0.0', columns: [], key: [] }],
    lineage: { columns, rows: [{ input: reads, column: 'region', use: 'filter' }] },
  };
}

const reached = reachedBy(
  lineageGraph([
    product('daily', 'orders', { amount: [], region: [] }),
    product('monthly', 'daily', { total: [{ input: 'daily', column: 'amount', use: 'aggregate' }], one: [] }),
    product('yearly', 'monthly', { all: [{ input: 'monthly', column: 'total', use: 'value' }] }),
  ]),
);

test('a column reaches the columns that are made from it, through other products', () => {
  expect(reached(['acme-corp/daily.amount'], 'daily')).toEqual([
    { product: 'monthly', columns: ['total'], rows: false },
    { product: 'yearly', columns: ['all'], rows: false },
  ]);
});

test('a column that filters reaches rows, and the rows of what reads those', () => {
  expect(reached(['acme-corp/daily.region'], 'daily')).toEqual([
    { product: 'monthly', columns: [], rows: true },
    { product: 'yearly', columns: [], rows: true },
  ]);
});

test('nothing is reached from a column that nobody reads', () => {
  expect(reached(['acme-corp/yearly.all'], 'yearly')).toEqual([]);
});
