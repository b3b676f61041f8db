import { expect, test } from 'vitest';
import type { Diagnostic } from '@akili/diagnostics';
import { annotationsOf } from './annotations.ts';

const finding: Diagnostic = {
  code: 'REF101',
  severity: 'error',
  title: 'Unknown input',
  message: 'There is no `order`.',
  help: 'Did you mean `orders`?',
  file: 'a.sql',
  range: { start: { line: 9, column: 13 }, end: { line: 9, column: 19 } },
};

test('a finding within a line has its columns, the last one inclusive', () => {
  expect(annotationsOf([finding])).toEqual([
    {
      path: 'a.sql',
      start_line: 9,
      end_line: 9,
      start_column: 13,
      end_column: 18,
      annotation_level: 'failure',
      title: 'REF101: Unknown input',
      message: 'There is no `order`.\nDid you mean `orders`?',
    },
  ]);
});

test('a finding over several lines has no columns', () => {
  const range = { start: { line: 2, column: 5 }, end: { line: 4, column: 1 } };
  const [annotation] = annotationsOf([{ ...finding, range }]);
  expect([annotation?.start_line, annotation?.end_line, annotation?.start_column]).toEqual([2, 3, undefined]);
});

test('a finding of a file stands at its first line, one without a file nowhere', () => {
  const { range: _, ...whole } = finding;
  const { file: __, ...nowhere } = whole;
  expect(annotationsOf([whole, nowhere]).map(({ path, start_line }) => [path, start_line])).toEqual([['a.sql', 1]]);
});

test('a long message ends before half a character', () => {
  const [annotation] = annotationsOf([{ ...finding, message: `${'x'.repeat(3998)}😀😀` }]);
  expect(annotation?.message).toBe(`${'x'.repeat(3998)}…`);
});
