import { defineDiagnostic } from '../define.ts';

// Findings about the compiler's own output: a second reader disagrees with it.

const report = 'This is a mistake of the tool: report it with the query. Nothing that rests on this text should run.';

export const emittedTextRefused = defineDiagnostic<{ text: string; engine: string; problem: string }>({
  code: 'SQL401',
  severity: 'error',
  title: 'Emitted text is refused by its engine',
  message: (p) => `${p.engine} refuses what was written for ${p.text}: ${p.problem}.`,
  help: () => report,
  why: 'A text that the compiler wrote is prepared on the engine itself, in a catalog that holds only what the product declares. What is refused there would fail in production, or read something that was not declared.',
});

export const emittedColumnsDiffer = defineDiagnostic<{
  text: string;
  engine: string;
  expected: string;
  actual: string;
}>({
  code: 'SQL402',
  severity: 'error',
  title: 'Emitted text gives other columns',
  message: (p) => `${p.engine} says that ${p.text} gives ${p.actual}, where the compiler promised ${p.expected}.`,
  help: () => report,
  why: 'Names and types of the outputs are the contract of a product; tables are made from them before the first run.',
});

export const emittedReadsDiffer = defineDiagnostic<{ text: string; columns: readonly string[] }>({
  code: 'SQL403',
  severity: 'error',
  title: 'Lineage names columns that the text does not read',
  message: (p) =>
    `The lineage of ${p.text} names ${p.columns.map((one) => `\`${one}\``).join(', ')}, which PostgreSQL does not find in the text.`,
  help: () => report,
  why: 'Classifications travel along the lineage, so it must be the truth about the text that runs.',
});

export const emittedNotOneSelect = defineDiagnostic<{ text: string; problem: string }>({
  code: 'SQL404',
  severity: 'error',
  title: 'Emitted text is not one plain SELECT',
  message: (p) => `PostgreSQL's grammar reads something else than one plain SELECT in ${p.text}: ${p.problem}.`,
  help: () => report,
  why: 'What runs with the credentials of a tenant may only read. The grammar of PostgreSQL itself is asked, so that this does not rest on our own printer.',
});
