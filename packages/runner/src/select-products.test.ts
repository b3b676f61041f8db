import type { CompiledProduct } from '@akili/model';
import { product } from '@akili/testkit';
import { expect, test } from 'vitest';
import { readSelector, selectProducts, type Selector } from './select-products.ts';

const reading = (tenant: string, name: string, ...names: readonly string[]): CompiledProduct => ({
  ...product(tenant, 'sales', name),
  inputs: names.map((read) => ({ name: read, kind: 'product', product: read, columns: [], key: [] })),
});
const products = [
  reading('acme-corp', 'a_report', 'daily'),
  reading('acme-corp', 'daily', 'orders_clean'),
  reading('acme-corp', 'orders_clean'),
  reading('acme-corp', 'other'),
  reading('globex-inc', 'daily'),
];
const chosen = (...texts: readonly string[]): readonly string[] => {
  const selectors = texts.map((text) => readSelector(text) as Selector);
  return selectProducts(products, selectors).products.map(({ tenant, name }) => `${tenant}/${name}`);
};

test('everything runs after what it reads', () => {
  expect(chosen()).toEqual([
    'acme-corp/orders_clean',
    'acme-corp/daily',
    'acme-corp/a_report',
    'acme-corp/other',
    'globex-inc/daily',
  ]);
});

test('a name is a product of every tenant, a tenant before it narrows', () => {
  expect(chosen('daily')).toEqual(['acme-corp/daily', 'globex-inc/daily']);
  expect(chosen('globex-inc/daily')).toEqual(['globex-inc/daily']);
});

test('a plus takes in what reads it, or what it reads', () => {
  expect(chosen('orders_clean+')).toEqual(['acme-corp/orders_clean', 'acme-corp/daily', 'acme-corp/a_report']);
  expect(chosen('+acme-corp/daily')).toEqual(['acme-corp/orders_clean', 'acme-corp/daily']);
});

test('order holds through a product that was not asked for', () => {
  expect(chosen('a_report', 'orders_clean')).toEqual(['acme-corp/orders_clean', 'acme-corp/a_report']);
});

test('a name that nobody has is said', () => {
  expect(selectProducts(products, [readSelector('weekly') as Selector]).unmatched).toEqual(['weekly']);
  expect(readSelector('Daily Revenue')).toBeUndefined();
});
