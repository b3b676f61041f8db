import type { FormDescription, FunctionDescription, WrittenForm } from '@akili/sql/functions';

/** Families in the order of the page, with what stands above each. */
const families: readonly (readonly [FunctionDescription['family'], string, string])[] = [
  ['operator', 'Operators', 'Comparisons, AND, OR, NOT, IN, BETWEEN and IS are syntax: see [the dialect](dialect.md).'],
  ['conditional', 'Conditions', 'CASE, IF and COALESCE are syntax.'],
  ['numeric', 'Numbers', 'Doubles may differ in the last digits between engines; everything else is exact.'],
  ['string', 'Texts', 'Texts are compared by their bytes, and counted in characters.'],
  ['date', 'Dates and timestamps', 'A timestamp is UTC, whatever the zone of the session.'],
  ['json', 'JSON', ''],
  ['array', 'Lists', 'Positions count from 1.'],
  ['aggregate', 'Aggregates', 'All take FILTER and OVER unless a target refuses.'],
  ['window', 'Windows', 'Only with OVER.'],
];

/** The reference page of all functions. */
export function functionPage(functions: readonly FunctionDescription[]): string {
  const sections = families.flatMap(([family, title, about]) => {
    const members = functions.filter((one) => one.family === family);
    return members.length === 0 ? [] : [`## ${title}`, ...(about === '' ? [] : [about]), ...members.map(section)];
  });
  return [
    '<!-- Written by `npm run generate` from packages/sql/src/functions. -->',
    '# Functions of the authoring dialect',
    'Every function there is; any other name is refused (SQL105). `a`, `b`, `c` are the arguments. A cell that begins with *refused* says what to write instead: such a call is an error (SQL301) where the product runs on that engine. *Else* is what a target asks for when the arguments are not of the form shown.',
    ...sections,
    '',
  ].join('\n\n');
}

function section(one: FunctionDescription): string {
  const names = [one.name, ...one.aliases].map((name) => code(name)).join(', ');
  return [
    `### ${names}`,
    ['| takes | gives | DuckDB | PostgreSQL | StarRocks |', '|---|---|---|---|---|', ...one.forms.map(row)].join('\n'),
    `${one.nulls} ${one.determinism}`,
    `Rests on: ${escaped(one.source)}`,
    ...(one.starrocks.length === 0 ? [] : [`StarRocks: ${one.starrocks.map(citation).join('; ')}.`]),
  ].join('\n\n');
}

function row({ takes, gives, targets }: FormDescription): string {
  const cells = [takes === '' ? '-' : takes, gives, ...[targets.duckdb, targets.postgres, targets.starrocks].map(cell)];
  return `| ${cells.map((one, i) => (i < 2 ? escaped(one) : one)).join(' | ')} |`;
}

function cell(written: WrittenForm): string {
  if (written.text === undefined) return `*refused*: ${escaped(written.otherwise)}`;
  const otherwise = written.otherwise === undefined ? '' : `<br>*else*: ${escaped(written.otherwise)}`;
  return `${code(written.text)}${otherwise}`;
}

/** Inline code inside a table: bars would end the cell. */
function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text.replaceAll('|', '\\|')}${fence}`;
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('*', '\\*').replaceAll('_', '\\_').replaceAll('<', '&lt;');
}

const documentation = 'https://docs.starrocks.io/docs/sql-reference/';

function citation({ name, page, says }: FunctionDescription['starrocks'][number]): string {
  return `[${code(name)}](${documentation}${page}) (${escaped(says).replaceAll('\\_', '_')})`;
}
