import type { SqlTree } from '@akili/sql';
import { expect, it } from 'vitest';
import { StoredTrees } from './stored-trees.ts';

it('gives each tree back as it was, as often as it is asked for', () => {
  const tree: SqlTree = { version: 1, query: undefined, faults: [{ kind: 'syntax', what: 'near "ä"', at: 3 }] };
  const trees = new StoredTrees();
  trees.store('SELECT', JSON.stringify(tree));
  expect(trees.get('SELECT')).toEqual(tree);
  expect(trees.get('SELECT')).toEqual(tree);
  expect([trees.has('SELECT'), trees.has('select'), trees.get('select'), trees.size]).toEqual([
    true,
    false,
    undefined,
    1,
  ]);
});
