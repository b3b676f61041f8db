import type { SqlTree } from '@akili/sql';
import { expect, it } from 'vitest';
import { RecentTrees } from './recent-trees.ts';

const tree = (what: string): SqlTree => ({ version: 1, query: undefined, faults: [{ kind: 'syntax', what, at: 3 }] });

it('forgets what was not asked for the longest', () => {
  const trees = new RecentTrees(2);
  trees.set('SELECT 1', tree('1'));
  trees.set('SELECT 2', tree('2'));
  expect(trees.get('SELECT 1')).toEqual(tree('1'));
  trees.set('SELECT 3', tree('3'));
  expect(['SELECT 1', 'SELECT 2', 'SELECT 3'].map((text) => trees.get(text)?.faults[0]?.what)).toEqual([
    '1',
    undefined,
    '3',
  ]);
});
