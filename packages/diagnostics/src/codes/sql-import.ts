import { defineDiagnostic } from '../define.ts';

// Findings of `akili import sql`: places are those of the foreign text.

export const importRefused = defineDiagnostic<{ what: string; dialect: string; why: string }>({
  code: 'SQL501',
  severity: 'error',
  title: 'Foreign SQL without a form here',
  message: (p) => `There is no form of ${p.what} of ${p.dialect} that is sure to mean the same. ${p.why}`,
  help: () => 'Write this part by hand: the rest of the text was turned over.',
  why: 'A query that was moved must give the rows that it gave. What nobody has compared is said, and never passed through.',
});

export const importToConfirm = defineDiagnostic<{ what: string; dialect: string; why: string }>({
  code: 'SQL502',
  severity: 'warning',
  title: 'Foreign SQL that may mean something else',
  message: (p) => `Look at ${p.what}, which was written for ${p.dialect}: ${p.why}.`,
  why: 'Dialects share names and differ in what they mean, often only for NULLs, ties or time zones. Whoever knows the data can tell whether it matters.',
});
