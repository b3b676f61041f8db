import { afterAll, beforeAll, expect, test } from 'vitest';
import { duckdbParser } from '@akili/client-duckdb';
import { readType } from '@akili/model';
import { analyse, emit, readTree, renderTemplate, type RelationSchema, type RenderedSql } from '@akili/sql';
import { authoredAggregates, authoredExpressions, authoredQueries } from './authored-expressions.ts';
import { readStatement, relationsOf } from './index.ts';
import { refusalsOf } from './refusals-of.ts';

const types = {
  i: 'integer',
  j: 'integer',
  n: 'decimal(18,2)',
  f: 'double',
  s: 'varchar',
  b: 'boolean',
  d: 'date',
  ts: 'timestamp',
  js: 'json',
  a: 'array(integer)',
};
const relation: RelationSchema = {
  columns: Object.entries(types).map(([name, type]) => ({ name, type: readType(type), nullable: true })),
  key: [],
};
const authored = [
  ...authoredExpressions.map((one) => `SELECT ${one} AS x FROM "t"`),
  ...authoredAggregates.map((one) => `SELECT s, ${one} AS x FROM "t" GROUP BY s`),
  ...authoredQueries,
].map((one) => one.replace(/"([tu])"/g, "{{ ref('$1') }}"));

const allowed = new Set(['tenant_acme_catalog.sales__raw.t', 'tenant_acme_catalog.sales__raw.u']);

const parser = duckdbParser();
/** What each authored text became: a text for StarRocks, or `undefined` where the compiler refuses. */
const emitted = new Map<string, string | undefined>();

beforeAll(async () => {
  const rendered = authored.map((text) => render(text));
  const answers = await parser.parse(rendered.map((one) => one.sql));
  authored.forEach((text, index) => {
    const [one, answer] = [rendered[index], answers[index]];
    if (one === undefined || answer === undefined) throw new Error('the parser gave too few answers');
    emitted.set(text, translate(one, readTree(answer, one.sql)));
  });
});
afterAll(() => parser.close());

function render(text: string): RenderedSql {
  const place = { file: 'transform.sql', start: 0, end: text.length };
  const { value } = renderTemplate({ text, place }, { vars: {}, allowRef: true, allowThis: false }, {});
  if (value === undefined) throw new Error(`no template: ${text}`);
  return value;
}

function translate(rendered: RenderedSql, tree: ReturnType<typeof readTree>): string | undefined {
  const refs = new Map([
    ['t', relation],
    ['u', relation],
  ]);
  const { value } = analyse(rendered, tree, { refs, self: undefined, purpose: 'transform' }, {});
  const sql = value && emit(value, 'starrocks', ({ name }) => ['tenant_acme_catalog', 'sales__raw', name]);
  return typeof sql === 'string' ? sql : undefined;
}

test.each(authored)('the translation of %s is accepted or there is none', (text) => {
  const sql = emitted.get(text);
  if (sql === undefined) return;
  expect({ sql, refusals: refusalsOf(sql, '3.3') }).toEqual({ sql, refusals: [] });
  expect({ sql, refusals: refusalsOf(sql, '4.1') }).toEqual({ sql, refusals: [] });
  const read = readStatement(sql, { version: '3.3' });
  const names = read.ok ? relationsOf(read.statement).map((name) => name.join('.')) : ['not read'];
  expect(names.filter((name) => !allowed.has(name))).toEqual([]);
  // Accepted by the server, but a logical OR there.
  expect(JSON.stringify(read)).not.toContain('"operator":"||"');
});

test('most of what authors write has a translation', () => {
  const translated = authored.filter((text) => emitted.get(text) !== undefined);
  expect(translated.length / authored.length).toBeGreaterThan(0.8);
});
