import { defineDiagnostic } from '../define.ts';

export const fanOutJoin = defineDiagnostic<{
  aggregate: string;
  relation: string;
  key: readonly string[];
  by: readonly string[];
}>({
  code: 'SQL201',
  severity: 'warning',
  title: 'Join repeats the rows that are aggregated',
  message: (p) =>
    `\`${p.aggregate}\` counts values as often as \`${p.relation}\` has matching rows: it is joined ${p.by.length === 0 ? 'without a condition' : `on ${listed(p.by)}`}, which does not cover its key (${p.key.join(', ')}).`,
  help: (p) => `Aggregate \`${p.relation}\` in a subquery first, or join on its whole key.`,
  why: 'A sum over rows that a join repeated is too high, and nothing fails: this is the most common way to wrong numbers.',
});

export const starOutput = defineDiagnostic<{ name: string }>({
  code: 'SQL202',
  severity: 'warning',
  title: 'Columns of a product are whatever its input has',
  message: (p) =>
    `\`${p.name}\` makes the columns of an input those of the product, now and whenever the input changes.`,
  help: () => 'List the columns, or write the contract down in output.yaml.',
  why: 'A column that appears or goes at the source would change what readers of the product were promised.',
});

export const unsteadyResult = defineDiagnostic<{ what: string; instead: string }>({
  code: 'SQL203',
  severity: 'warning',
  title: 'Result is not the same each time',
  message: (p) => `${p.what}, so that two runs over the same data differ.`,
  help: (p) => p.instead,
  why: 'A run that is repeated must give what it gave; otherwise comparing, testing and repairing a product mean nothing.',
});

export const divisionByZero = defineDiagnostic<{ operator: string; gives: string }>({
  code: 'SQL204',
  severity: 'warning',
  title: 'Division that may be by zero',
  message: (p) => `This divisor of \`${p.operator}\` may be zero, which gives ${p.gives}.`,
  help: () => 'Write `NULLIF(divisor, 0)`, or test it with CASE or WHERE.',
  why: 'Engines differ in what a division by zero gives; the dialect gives an infinity, which spoils every sum that it gets into.',
});

export const neverTrue = defineDiagnostic<{ what: string; instead: string | undefined }>({
  code: 'SQL205',
  severity: 'warning',
  title: 'Condition that can never be true',
  message: (p) => `This condition is true for no row: ${p.what}.`,
  help: (p) => p.instead,
  why: 'A condition that nothing fulfils drops every row, or never marks one, and looks as if it worked.',
});

export const outerJoinUndone = defineDiagnostic<{ kind: 'LEFT' | 'RIGHT'; relation: string }>({
  code: 'SQL206',
  severity: 'warning',
  title: 'Outer join undone by WHERE',
  message: (p) =>
    `This condition is never true where \`${p.relation}\` has no matching row, so the ${p.kind} JOIN keeps no more rows than an inner one.`,
  help: (p) => `Move it into the ON of \`${p.relation}\`, or write JOIN if that is what you mean.`,
  why: 'Rows that the outer join was to keep are dropped without a word.',
});

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
