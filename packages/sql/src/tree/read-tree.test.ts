import { expect, test } from 'vitest';
import { readTree } from './read-tree.ts';

const onlySelect = {
  ok: false,
  message: 'Only SELECT statements can be serialized to json!',
  offset: undefined,
} as const;

test.each([
  ['DROP TABLE x', 'not-a-select', 0],
  [' -- a\nINSERT INTO x SELECT 1', 'not-a-select', 1],
  ["SELECT ';' AS a; DROP TABLE x", 'not-one-statement', 17],
  ['SELECT 1 /* ; */ ; -- the end\n DROP TABLE x', 'not-one-statement', 31],
])('%s', (sql, kind, at) => {
  expect(readTree(onlySelect, sql).faults).toMatchObject([{ kind, at }]);
});
