import { expect, test } from 'vitest';
import { components } from './components.ts';

const graph = (edges: Record<string, readonly string[]>): readonly (readonly string[])[] =>
  components(Object.keys(edges), (node) => edges[node] ?? []).map((group) => group.toSorted());

test('what is read comes before what reads it', () => {
  expect(graph({ report: ['orders', 'customers'], customers: [], orders: ['customers'] })).toEqual([
    ['customers'],
    ['orders'],
    ['report'],
  ]);
});

test('a circle is one group, and what reads it comes after', () => {
  expect(graph({ reader: ['a'], a: ['b'], b: ['c'], c: ['a', 'source'], source: [] })).toEqual([
    ['source'],
    ['a', 'b', 'c'],
    ['reader'],
  ]);
});

test('a chain of a hundred thousand products is no deeper than the memory for it', () => {
  const last = 100_000;
  const groups = components([last], (node) => (node === 0 ? [] : [node - 1]));
  expect(groups).toHaveLength(last + 1);
  expect(groups[0]).toEqual([0]);
});
