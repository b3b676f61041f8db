import type { Input, Product } from '@akili/model';
import { aProduct, aTenant } from '@akili/testkit';
import { expect, test } from 'vitest';
import { indexTenant } from '../tenant-index.ts';
import { findCycles, mostCyclesAGroup } from './find-cycles.ts';

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

test('circles that share a product are all told, each from an input that no other passes through', () => {
  const two = [reading('x', 'y'), reading('y', 'x', 'z'), reading('z', 'y'), reading('b', 'a'), reading('a', 'b')];
  expect(cycles(...two)).toEqual(['a -> b', 'x -> y', 'y -> z']);
});

test('a way through a circle that is told already is told once, with its own input first', () => {
  expect(cycles(reading('a', 'b', 'c'), reading('b', 'a'), reading('c', 'b'))).toEqual(['a -> b', 'a -> c -> b']);
});

test('a group in which everything reads everything is told up to the bound', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
  const all = names.map((name) => reading(name, ...names.filter((other) => other !== name)));
  const told = cycles(...all);
  expect(told).toHaveLength(mostCyclesAGroup);
  expect(told.slice(0, 3)).toEqual(['a -> b', 'a -> c', 'a -> d']);
});

test('a ring of thousands of products is one circle', () => {
  const name = (n: number): string => `p${String(n % 5000).padStart(4, '0')}`;
  const ring = Array.from({ length: 5000 }, (_, n) => reading(name(n), name(n + 1)));
  expect(cycles(...ring).map((one) => one.split(' -> ').length)).toEqual([5000]);
});
