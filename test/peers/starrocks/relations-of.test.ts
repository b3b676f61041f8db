import { expect, test } from 'vitest';
import { readStatement, relationsOf } from './index.ts';

/** The tables that hide in a statement, as `relationsOf` finds them. */
const statements: readonly (readonly [text: string, reads: readonly string[]])[] = [
  ['CREATE VIEW d.v AS SELECT a FROM c.s.t', ['c.s.t']],
  ['CREATE MATERIALIZED VIEW d.mv REFRESH MANUAL AS SELECT a FROM c.s.t', ['c.s.t']],
  ['CREATE TABLE x AS SELECT a FROM c.s.t', ['c.s.t']],
  ['INSERT INTO target SELECT a FROM s.t', ['s.t']],
  ['UPDATE target SET a = (SELECT b FROM u) WHERE k IN (SELECT k FROM v)', ['target', 'u', 'v']],
  ['DELETE FROM target WHERE EXISTS (SELECT 1 FROM u)', ['target', 'u']],
  ['EXPLAIN SELECT a FROM t', ['t']],
  ['DROP TABLE t', []],
  ['SELECT a FROM t, t x, `t` y', ['t']],
  ['SELECT a FROM T, t', ['T', 't']],
  ['SELECT (SELECT b FROM u WHERE c = (SELECT d FROM v)) FROM t', ['t', 'u', 'v']],
  ['SELECT a FROM t ORDER BY (SELECT b FROM u)', ['t', 'u']],
  ['SELECT SUM(a) OVER (ORDER BY (SELECT b FROM u)) FROM t', ['t', 'u']],
  ['SELECT CASE WHEN a IN (SELECT b FROM u) THEN [(SELECT c FROM v)][1] END FROM t', ['t', 'u', 'v']],
  ['SELECT a FROM t JOIN unnest((SELECT b FROM u)) x ON EXISTS (SELECT 1 FROM v)', ['t', 'u', 'v']],
  ['WITH t AS (SELECT a FROM t) SELECT a FROM t', ['t']],
  ['WITH t AS (SELECT a FROM s.t) SELECT a FROM t', ['s.t']],
  ['WITH t AS (SELECT 1) SELECT a FROM s.t', ['s.t']],
  ['WITH a AS (SELECT 1 FROM b), b AS (SELECT 1 FROM a) SELECT 1 FROM b', ['b']],
  ['WITH x AS (SELECT 1) SELECT 1 FROM X', ['X']],
  ['SELECT 1 FROM (WITH x AS (SELECT 1) SELECT 1 FROM x) y JOIN x ON TRUE', ['x']],
  ['(WITH x AS (SELECT 1) SELECT 1 FROM x) UNION ALL SELECT 1 FROM x', ['x']],
  ['WITH RECURSIVE r AS (SELECT 1 AS n FROM s UNION ALL SELECT n + 1 FROM r) SELECT n FROM r', ['s']],
];

test.each(statements)('%s', (text, reads) => {
  const read = readStatement(text, { version: '4.1' });
  expect(read.ok ? relationsOf(read.statement).map((name) => name.join('.')) : read.message).toEqual(reads);
});

test('a part that holds a dot is one part', () => {
  const read = readStatement('SELECT 1 FROM `c`.`ns1.ns2`.`t`', { version: '3.3' });
  expect(read.ok && relationsOf(read.statement)).toEqual([['c', 'ns1.ns2', 't']]);
});

test('a chain of ten thousand operators is walked', () => {
  const text = `SELECT ${Array.from({ length: 10_000 }, () => 'a').join(' + ')} FROM t`;
  const read = readStatement(text, { version: '3.3' });
  expect(read.ok && relationsOf(read.statement)).toEqual([['t']]);
});
