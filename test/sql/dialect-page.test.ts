import { readFileSync } from 'node:fs';
import { hasErrors } from '@akili/diagnostics';
import { lintQuery, type LintScope } from '@akili/sql';
import { afterAll, expect, test } from 'vitest';
import { emitAll, parser, readAll, relation } from './translate.ts';

afterAll(() => parser.close());

const page = readFileSync('docs/sql/dialect.md', 'utf8');
const rows = [...page.matchAll(/^\| `(\w+)` \| (`.+`) \| (`.+`) \|$/gm)];
const names = (cell: string | undefined): readonly string[] =>
  [...(cell ?? '').matchAll(/`([^`]+)`/g)].map((m) => m[1] as string);
const refs = Object.fromEntries(
  rows.map(([, name, columns]) => [
    name,
    relation(
      Object.fromEntries(
        names(columns).map((column) => {
          const [title, type] = column.split(' ') as [string, string];
          return [title, type.replace(/^(\w+)\[\]$/, 'array($1)')];
        }),
      ),
    ),
  ]),
);
const keys = new Map(rows.map(([, name, , key]) => [name, names(key)]));
const scope: LintScope = { declaredKeys: ({ name }) => [keys.get(name) ?? []], starsDrift: true };

const examples = [...page.matchAll(/^```sql ?(.*)\n([^]*?)^```$/gm)].map(
  (match) => [match[1], match[2]] as [string, string],
);

test('there are examples, and inputs for them', () => {
  expect(examples.length).toBeGreaterThan(20);
  expect(Object.keys(refs)).toEqual(['orders', 'customers', 'order_lines']);
});

test.each(examples)('%s %s', async (mark, text) => {
  const [reading] = await readAll([text], { refs });
  if (reading === undefined) throw new Error('nothing was read');
  const [word, code] = mark.split(' ');
  if (word === 'refused') {
    expect([...new Set(reading.findings.map((finding) => finding.code))]).toEqual([code]);
    return;
  }
  expect(hasErrors(reading.findings)).toBe(false);
  if (reading.query === undefined || reading.rendered === undefined) throw new Error('not analysed');
  const warned = lintQuery(reading.query, reading.rendered, scope, {}).map((finding) => finding.code);
  expect(warned).toEqual(word === 'warns' ? [code] : []);
  const { duckdb, postgres } = emitAll(reading.query);
  expect([typeof duckdb, typeof postgres]).toEqual(['string', 'string']);
});
