import type { Place } from '@akili/diagnostics';
import { describe, expect, test } from 'vitest';
import { mostFindings, needsControlFlow, renderTemplate } from './render.ts';
import type { TemplateContext } from './rendered-sql.ts';

const context: TemplateContext = {
  vars: { region: "O'Hare -- x", days: -7, eu: true, rate: 0.5 },
  allowRef: true,
  allowThis: true,
};
const subject = { tenant: 'acme-corp', product: 'daily_revenue' };
const render = (text: string, place: Place = { file: 'transform.sql' }) =>
  renderTemplate({ text, place }, context, subject);
const marked = (text: string, place: Place | undefined) => text.slice(place?.start, place?.end);

describe('renderTemplate', () => {
  test('relations become placeholders at recorded offsets', () => {
    const text = "SELECT 1 FROM {{ ref('orders') }} o, {{this}}";
    const rendered = render(text).value;
    expect(rendered?.sql).toBe('SELECT 1 FROM "{{ref:orders}}" o, "{{this}}"');
    expect(
      rendered?.relations.map(({ kind, name, start, end, place }) => [
        kind,
        name,
        rendered.sql.slice(start, end),
        marked(text, place),
      ]),
    ).toEqual([
      ['ref', 'orders', '"{{ref:orders}}"', 'orders'],
      ['this', 'this', '"{{this}}"', 'this'],
    ]);
  });

  test('variables become literals, never text', () => {
    expect(
      render("SELECT {{ var('region') }}, 1 -{{ var(\"days\") }}, {{ var('eu') }}, {{ var('rate') }}").value?.sql,
    ).toBe("SELECT 'O''Hare -- x', 1 -(-7), TRUE, 0.5");
  });

  test('a place leads back through the templates', () => {
    const text = "SELECT {{ var('region') }} AS r, amonut FROM {{ ref('orders') }}";
    const rendered = render(text).value;
    const at = rendered?.sql.indexOf('amonut') ?? 0;
    expect(marked(text, rendered?.placeOf(at, at + 6))).toBe('amonut');
    expect(marked(text, rendered?.placeOf(7, 9))).toBe("{{ var('region') }}");
  });

  test('offsets of a text inside a document are added', () => {
    const place = { file: 'quality.yaml', path: ['quality', 'checks', 0, 'sql'], start: 100, end: 130 };
    expect(render('SELECT {{ x }}', place).findings[0]?.place).toEqual({ ...place, start: 107, end: 114 });
  });

  test('a template in a comment is blanked, line by line', () => {
    expect(render("SELECT 1 -- {{ ref('a') }}\n/* {{\n{% if %} */, 2").value?.sql).toBe(
      `SELECT 1 ${' '.repeat(17)}\n     \n           , 2`,
    );
  });

  test('quotes are SQL quotes: doubled, escaped, dollar', () => {
    const text = "SELECT 'it''s', E'\\'', $$ ' $$, '-- no comment' FROM {{ ref('orders') }}";
    expect(render(text).value?.sql).toBe(text.replace("{{ ref('orders') }}", '"{{ref:orders}}"'));
  });

  test.each([
    ['SELECT \'{{ var("region") }}\'', 'SQL002', '{{ var("region") }}'],
    ['SELECT "{{ this }}"', 'SQL002', '{{ this }}'],
    ["SELECT {{ ref('orders') ", 'SQL001', '{{'],
    ['SELECT {{ }}', 'SQL001', '{{ }}'],
    ["SELECT {{ env('HOME') }}", 'SQL001', "{{ env('HOME') }}"],
    ["SELECT {{ ref('a', 'b') }}", 'SQL001', "{{ ref('a', 'b') }}"],
    ["SELECT {{ var('regoin') }}", 'SQL107', 'regoin'],
  ])('refuses %s', (text, code, place) => {
    const { value, findings } = render(text);
    expect(value).toBeUndefined();
    expect(findings.map((finding) => [finding.code, marked(text, finding.place)])).toEqual([[code, place]]);
  });

  test('an unknown variable has a nearest one', () => {
    expect(render("SELECT {{ var('regoin') }}").findings[0]).toMatchObject({
      help: 'Did you mean `region`?',
      tenant: 'acme-corp',
      product: 'daily_revenue',
    });
  });

  test('every mistake is told, not only the first', () => {
    expect(render('SELECT {{ a }}, {{ b }}').findings.map((finding) => finding.place?.start)).toEqual([7, 16]);
  });

  test('braces and percent signs of texts are no templates', () => {
    const text = "SELECT 1 FROM {{ ref('orders') }} WHERE s LIKE '{%' OR s = '{\"a\": {\"b\": 1}}'";
    expect(render(text).value?.sql).toBe(text.replace("{{ ref('orders') }}", '"{{ref:orders}}"'));
  });

  test('nested comments become blanks, since the lexer pays for them twice over', () => {
    expect(render('SELECT 1 /* a /* b */ c */ + 1').value?.sql).toBe(`SELECT 1 ${' '.repeat(17)} + 1`);
    expect(render("SELECT '/* /*' /* a */").value?.sql).toBe("SELECT '/* /*' /* a */");
    expect(render('SELECT 1 /* a /* b */').value?.sql).toBe(`SELECT 1 /*${' '.repeat(10)}`);
  });

  test('blanks of Unicode become blanks, but not in texts', () => {
    expect(render("SELECT\u00a0'a\u00a0b'\u2003AS\u200bx").value?.sql).toBe("SELECT 'a\u00a0b' AS x");
  });

  test('thousands of mistakes are told up to a limit', () => {
    expect(render('{{ a }}'.repeat(9000)).findings).toHaveLength(mostFindings);
    expect(render('{{ a }}'.repeat(49)).findings).toHaveLength(49);
  });

  test('names of Object.prototype are no variables', () => {
    expect(render("SELECT {{ var('constructor') }}").findings.map((finding) => finding.code)).toEqual(['SQL107']);
  });
});

test.each([
  ["SELECT {{ ref('a') }}", false],
  ['SELECT 1 {% if a %}', true],
  ['SELECT 1 {# a #}', true],
  ['SELECT {{ a | upper }}', true],
  ["SELECT {{ 'a' ~ 'b' }}", true],
  ['SELECT {{ a }} || b', false],
  ['SELECT {{ a', false],
  ['SELECT {{ {{ a[0]', true],
])('%s needs control flow: %s', (text, needs) => {
  expect(needsControlFlow(text)).toBe(needs);
});
