import fc from 'fast-check';
import { brokenTemplate } from '@akili/diagnostics';
import nunjucks from 'nunjucks';
import { describe, expect, test } from 'vitest';
import { controlFlow } from './control-flow.ts';
import { renderTemplate } from './template/render.ts';
import type { TemplateContext } from './template/rendered-sql.ts';

const context: TemplateContext = { vars: { days: 7, region: "O'Hare", eu: true }, allowRef: true, allowThis: false };
const render = (text: string) =>
  renderTemplate({ text, place: { file: 'transform.sql' } }, context, { tenant: 'acme-corp' }, controlFlow);

const oracle = new nunjucks.Environment(null, { autoescape: false });
oracle.addFilter('identifier', (text: string) => `"${text}"`);
oracle.addGlobal('var', (name: string) => context.vars[name]);

describe('templates with control flow', () => {
  test('write what nunjucks would write', () => {
    const texts = [
      'SELECT {% for n in [1, 2, 3] %}{{ n }}{% if not loop.last %}, {% endif %}{% endfor %}',
      "SELECT {% for c in ['amount', 'tax'] -%}\n  SUM({{ c | identifier }}) AS {{ ('total_' ~ c) | identifier }},\n{% endfor %} 1",
      '{% set n = 2 %}{% for i in [1, 2] %}{% set n = n + i %}{% endfor %}SELECT {{ n }}',
      "SELECT {% if var('eu') and var('days') > 3 %}1{% elif true %}2{% else %}3{% endif %}",
      '{# a remark #}SELECT {{ 3 if var("eu") else 4 }}',
      'SELECT {% for n in [] %}{{ n }}{% else %}0{% endfor %}',
      "SELECT {{ ['a', 'b'] | length }}, {{ [4, 5] | first }}, {{ [4, 5] | last }}",
    ];
    for (const text of texts) expect(render(text).value?.sql).toBe(oracle.renderString(text, {}));
  });

  test('texts become literals, never SQL', () => {
    expect(render("{% set r = var('region') %}SELECT {{ r }}").value?.sql).toBe("SELECT 'O''Hare'");
  });

  test('relations of loops are recorded with the place of the tag', () => {
    const text = "{% for t in ['orders', 'returns'] %}SELECT 1 FROM {{ ref(t) }}\n{% endfor %}";
    const rendered = render(text).value;
    expect(rendered?.relations.map(({ name, start, end }) => [name, rendered.sql.slice(start, end)])).toEqual([
      ['orders', '"{{ref:orders}}"'],
      ['returns', '"{{ref:returns}}"'],
    ]);
    expect(text.slice(rendered?.relations[1]?.place.start, rendered?.relations[1]?.place.end)).toBe('ref');
  });

  test('a block that is not known has a place, whatever the parser knows of it', () => {
    const { findings } = render('SELECT 1\n{% call x() %}{% endcall %}');
    expect(findings.map(({ code, place }) => [code, place])).toEqual([
      ['SQL001', { file: 'transform.sql', start: 12, end: 16 }],
    ]);
  });

  test.each([
    ['{% call x() %}{% endcall %}', '`{% call %}` is not known; there are `if`, `for` and `set`'],
    ['{%- macro x() %}{% endmacro %}', '`{% macro %}` is not known; there are `if`, `for` and `set`'],
    ["SELECT {{ var(name='days') }}{% if true %}{% endif %}", '`var()` takes no named arguments'],
    ['SELECT {{ {a: 1} }}{% if true %}{% endif %}', 'this expression is not known'],
  ])('%s is refused in the words of its author', (text, what) => {
    expect(render(text).findings.map(({ message }) => message)).toEqual([brokenTemplate.message({ what })]);
  });

  test('a block that is not closed is told without the name of a function of the parser', () => {
    expect(render('{% if true %}SELECT 1').findings[0]?.message).toContain('expected elif, else, or endif');
    expect(render('{% if true %}SELECT 1').findings[0]?.message).not.toContain('parseIf');
  });

  test.each([
    ['SELECT {{ 1 | shell }}', 'SQL001'],
    ['{% include "x" %}', 'SQL001'],
    ['SELECT {% if %}1{% endif %}', 'SQL001'],
    ['SELECT {{ range(9) | first }}', 'SQL001'],
    ['SELECT {% set x = this %}{{ x }}', 'SQL108'],
    ["{% set d = var('dayz') %}SELECT {{ d }}", 'SQL107'],
    ['{% macro m() %}{% endmacro %}SELECT 1', 'SQL001'],
    ['SELECT {{ "".constructor | first }}', 'SQL001'],
  ])('refuses %s', (text, code) => {
    const { value, findings } = render(text);
    expect(value).toBeUndefined();
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(findings[0]?.place?.file).toBe('transform.sql');
  });

  test('loops end', () => {
    const list = `[${Array.from({ length: 200 }, (_, i) => i).join(',')}]`;
    const text = `{% for a in ${list} %}{% for b in ${list} %}x{% endfor %}{% endfor %}`;
    expect(render(text).findings.map((finding) => finding.code)).toEqual(['SQL008']);
  });

  test('no text makes it throw', () => {
    const piece = fc.constantFrom(
      '{% if ',
      '{% for a in ',
      '%}',
      '{{',
      '}}',
      '[1,2]',
      ' x ',
      "'",
      '|',
      '(',
      ')',
      '~',
      '{% endif %}',
      '{#',
      '-',
      '"',
      '\n',
      '{% set a = ',
    );
    const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (written) => void render(`{% set z = 1 %}${written}`)),
      { seed: 7, numRuns: 2000 },
    );
  });
});
