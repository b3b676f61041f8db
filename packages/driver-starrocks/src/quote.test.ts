import fc from 'fast-check';
import { escape, escapeId } from 'mysql2';
import { expect, test } from 'vitest';
import { identifier, literal, properties } from './quote.ts';

test('identifiers and literals are those of the client, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(identifier(text)).toBe(escapeId(text, true));
      expect(literal(text)).toBe(escape(text));
    }),
    { seed: 20260101, numRuns: 500 },
  );
});

test('a dot stays within one identifier', () => {
  expect(identifier('ns1.ns2')).toBe('`ns1.ns2`');
});

test('properties are sorted, and a value cannot end its literal', () => {
  expect(properties({ b: "x', 'aws.s3.secret_key' = '", a: '\\' })).toBe(
    `('a' = '\\\\', 'b' = 'x\\', \\'aws.s3.secret_key\\' = \\'')`,
  );
});
