import { defineDiagnostic } from '../define.ts';

export const unknownLineageColumn = defineDiagnostic<{
  product: string;
  column: string;
  suggestion: string | undefined;
}>({
  code: 'LIN101',
  severity: 'error',
  title: 'Unknown column asked for',
  message: (p) => `\`${p.product}\` has no column \`${p.column}\`.`,
  help: (p) =>
    p.suggestion === undefined
      ? `\`akili compile --product ${p.product}\` lists its columns.`
      : `Did you mean \`${p.suggestion}\`?`,
  why: 'A column that is asked for and not there would otherwise look like one that comes from nowhere.',
});
