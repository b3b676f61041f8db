import { describe, expect, test } from 'vitest';
import type { Place } from '@akili/diagnostics';
import { unmark } from '../marked.fixture.ts';
import { createLocator } from './locator.ts';
import { snippetOf } from './snippet.ts';

/** Locates a place in a file whose text marks the expected range with «». */
function locate(text: string, place: Omit<Place, 'file'>, file = 'x.yaml') {
  const { plain, ranges } = unmark(text);
  const snapshot = { files: [{ path: file, text: plain }], findings: [] };
  return { found: createLocator(snapshot)({ file, ...place }).range, expected: ranges[0] };
}

describe('a node of a document', () => {
  test.each<[string, string, Omit<Place, 'file'>]>([
    ['a plain text', 'a:\n  b: «some text»  # note\n', { path: ['a', 'b'] }],
    ['a quoted text, without its quotes', 'a: "«some text»"\n', { path: ['a'] }],
    ['a text in single quotes', "a: '«it''s»'\n", { path: ['a'] }],
    ['a block text, without its header', 'a: |\n  «one\n  two»\nb: 1\n', { path: ['a'] }],
    ['a key', 'a:\n  «b»: 1\n', { path: ['a', 'b'], part: 'key' }],
    ['a key in quotes', '"«a b»": 1\n', { path: ['a b'], part: 'key' }],
    ['an item', 'a:\n  - 1\n  - «2»\n', { path: ['a', 1] }],
    ['the key of an item: its first', 'a:\n  - b: 1\n  - «c»: 2\n    d: 3\n', { path: ['a', 1], part: 'key' }],
    ['a mapping, without what follows it', 'a:\n  «b: 1\n  c: 2»\n\n# note\nd: 3\n', { path: ['a'] }],
    ['a flow list', 'a: «[1, 2]» # x\n', { path: ['a'] }],
    ['an empty value: its key', 'a:\n  «b»:\nc: 1\n', { path: ['a', 'b'] }],
    ['a field that is not there: what it is missing in', '«a»:\n  b: 1\n', { path: ['a', 'x', 'y'] }],
    ['in a file with Windows line ends', 'a: 1\r\nb:\r\n  c: «2»\r\n', { path: ['b', 'c'] }],
    ['after characters beyond the basic plane', 'a: { «b»: 1, c: "😀" }\n', { path: ['a', 'b'], part: 'key' }],
    ['behind characters beyond the basic plane', 'a: { b: "😀", «c»: 1 }\n', { path: ['a', 'c'], part: 'key' }],
    ['in a document that is broken further down', 'a: «1»\nb: [\n', { path: ['a'] }],
  ])('%s', (_name, text, place) => {
    const { found, expected } = locate(text, place);
    expect(found).toEqual(expected);
  });
});

describe('a part of a text in a document', () => {
  const within = (text: string, word: string, decoded: string) => {
    const start = decoded.indexOf(word);
    return locate(text, { path: ['sql'], start, end: start + word.length });
  };

  test.each([
    ['plain', 'sql: SELECT «foo» FROM t\n', 'foo', 'SELECT foo FROM t'],
    ['plain over two lines', 'sql: SELECT\n  «foo» FROM t\n', 'foo', 'SELECT foo FROM t'],
    ['double quotes', 'sql: "SELECT «foo» FROM t"\n', 'foo', 'SELECT foo FROM t'],
    ['escapes before it', 'sql: "\\tS\\u0045LECT \\"x\\" «foo»"\n', 'foo', '\tSELECT "x" foo'],
    ['an escape within it', 'sql: "SELECT «f\\x6fo» FROM"\n', 'foo', 'SELECT foo FROM'],
    ['single quotes', "sql: 'SELECT ''a'' «foo»'\n", 'foo', "SELECT 'a' foo"],
    ['single quotes over two lines', "sql: 'SELECT\n\n  ''a'' «foo»'\n", 'foo', "SELECT\n'a' foo"],
    ['a literal block', 'sql: |\n  SELECT\n    «foo»\n  FROM t\n', 'foo', 'SELECT\n  foo\nFROM t\n'],
    ['a folded block', 'sql: >\n  SELECT\n  «foo»\n  FROM t\n', 'foo', 'SELECT foo FROM t\n'],
    [
      'a folded block with deeper lines',
      'sql: >\n  SELECT CASE\n    WHEN «foo»\n  END\n',
      'foo',
      'SELECT CASE\n  WHEN foo\nEND\n',
    ],
    ['a folded block with an empty line', 'sql: >-\n  SELECT\n\n  «foo»\n', 'foo', 'SELECT\nfoo'],
    ['a word that ends in an escape', 'sql: "WHERE «\\"foo\\"» IS NULL"\n', '"foo"', 'WHERE "foo" IS NULL'],
    ['a block with Windows line ends', 'sql: |\r\n  SELECT\r\n  «foo»\r\n', 'foo', 'SELECT\nfoo\n'],
    ['the end', 'sql: SELECT «foo»\n', 'foo', 'SELECT foo'],
  ])('%s', (_name, text, word, decoded) => {
    const { found, expected } = within(text, word, decoded);
    expect(found).toEqual(expected);
  });
});

describe('a part of a file', () => {
  test('counts UTF-16 units and lines', () => {
    const { found, expected } = locate("SELECT '😀',\n  «foo»\n", { start: 15, end: 18 }, 'transform.sql');
    expect(found).toEqual(expected);
  });

  test('ends before a line end', () => {
    const { found, expected } = locate('SELECT «1»\r\n', { start: 7, end: 10 }, 'transform.sql');
    expect(found).toEqual(expected);
  });

  test('beyond the end of the file is its end', () => {
    const { found } = locate('SELECT', { start: 99, end: 120 }, 'transform.sql');
    expect(found).toEqual({ start: { line: 1, column: 7 }, end: { line: 1, column: 7 } });
  });

  test('of a file that is not there is the file as a whole', () => {
    expect(createLocator({ files: [], findings: [] })({ file: 'a.sql', start: 1, end: 2 })).toEqual({ file: 'a.sql' });
  });
});

describe('a snippet', () => {
  const snapshot = { files: [{ path: 'a.sql', text: 'one\r\ntwo\r\nthree\r\nfour\r\n' }], findings: [] };
  const range = (from: number, to: number) => ({
    start: { line: from, column: 1 },
    end: { line: to, column: 2 },
  });

  test('shows the line and the one before it', () => {
    expect(snippetOf(snapshot, { file: 'a.sql', range: range(3, 3) })).toEqual({
      firstLine: 2,
      lines: ['two', 'three'],
    });
  });

  test('has no line before the first', () => {
    expect(snippetOf(snapshot, { file: 'a.sql', range: range(1, 2) })).toEqual({ firstLine: 1, lines: ['one', 'two'] });
  });

  test('is at most six lines', () => {
    const long = { files: [{ path: 'a.sql', text: 'x\n'.repeat(50) }], findings: [] };
    expect(snippetOf(long, { file: 'a.sql', range: range(10, 40) })?.lines).toHaveLength(6);
  });

  test('does not exist without a range', () => {
    expect(snippetOf(snapshot, { file: 'a.sql' })).toBeUndefined();
  });
});
