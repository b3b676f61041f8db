import type { Input, Product } from '@akili/model';
import { aProduct, aTenant } from '@akili/testkit';
import { expect, test } from 'vitest';
import { indexTenant } from '../tenant-index.ts';
import { findCycles } from './find-cycles.ts';

const reading = (name: string, ...products: readonly string[]): Product =>
  aProduct({
    name,
    inputs: products.map((product, index): Input => {
      const place = { file: `${name}/inputs.yaml`, path: ['inputs', index] };
      return { kind: 'product', name: product, product, version: undefined, place };
    }),
  });

const cycles = (...products: readonly Product[]): readonly string[] =>
  findCycles(indexTenant(aTenant({ products }), new Map())).map((cycle) =>
    cycle.steps.map((step) => step.product.name).join(' -> '),
  );

test('a chain and a diamond are no circles', () => {
  expect(cycles(reading('a', 'b', 'c'), reading('b', 'd'), reading('c', 'd'), reading('d'))).toEqual([]);
});

test('a circle begins at its first product by name, whatever reads it', () => {
  expect(cycles(reading('report', 'zones'), reading('zones', 'orders'), reading('orders', 'zones'))).toEqual([
    'orders -> zones',
  ]);
});

test('each group of circles is told once, in the order of their names', () => {
  const two = [reading('x', 'y'), reading('y', 'x', 'z'), reading('z', 'y'), reading('b', 'a'), reading('a', 'b')];
  expect(cycles(...two)).toEqual(['a -> b', 'x -> y']);
});
