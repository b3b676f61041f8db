import { allDiagnostics, didYouMean, type Severity } from '@akili/diagnostics';

/** What there is to know about a code without a place. */
export interface Explanation {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
}

/** Every code there is, in the order of the codes. */
export function allExplanations(): readonly Explanation[] {
  return allDiagnostics().map(({ code, severity, title, why }) => ({ code, severity, title, why }));
}

/** One code, read without regard to case; where there is none of that name, the one that was most likely meant. */
export function explain(
  code: string,
): { readonly found: Explanation } | { readonly found: undefined; readonly meant: string | undefined } {
  const all = allExplanations();
  const wanted = code.toUpperCase();
  const found = all.find((explanation) => explanation.code === wanted);
  if (found !== undefined) return { found };
  return {
    found: undefined,
    meant: didYouMean(
      wanted,
      all.map((explanation) => explanation.code),
    ),
  };
}
