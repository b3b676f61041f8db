import { expect, test } from 'vitest';
import { typeChange } from './type-change.ts';

test.each([
  ['numeric(18,2)', 'numeric(24,2)', 'free'],
  ['numeric(18,2)', 'numeric(18,4)', 'narrow'],
  ['numeric(18,2)', 'numeric(20,4)', 'rewrite'],
  ['numeric(18,2)', 'numeric(17,2)', 'narrow'],
  ['integer', 'bigint', 'rewrite'],
  ['bigint', 'integer', 'narrow'],
  ['integer', 'real', 'narrow'],
  ['integer', 'double precision', 'rewrite'],
  ['bigint', 'double precision', 'narrow'],
  ['bigint', 'numeric(18,0)', 'narrow'],
  ['bigint', 'numeric(19,0)', 'rewrite'],
  ['numeric(9,0)', 'integer', 'narrow'],
  ['real', 'double precision', 'rewrite'],
  ['date', 'timestamp without time zone', 'rewrite'],
  ['timestamp without time zone', 'date', 'narrow'],
  ['uuid', 'text', 'rewrite'],
  ['text', 'uuid', 'narrow'],
  ['character varying(9)', 'text', 'free'],
  ['bytea', 'text', 'replace'],
  ['boolean', 'integer', 'replace'],
  ['integer[]', 'bigint[]', 'rewrite'],
  ['numeric(9,2)[]', 'numeric(10,2)[]', 'rewrite'],
  ['text[]', 'text', 'replace'],
] as const)('%s to %s is %s', (from, to, change) => {
  expect(typeChange(from, to)).toBe(change);
});
