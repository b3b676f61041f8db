import type { Diagnostic, Finding } from '@akili/diagnostics';
import type { Locator } from '@akili/manifest';
import { canonicalJson } from '@akili/model';

/** Findings and their located form, one for one. */
export interface Located {
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Looks the places of findings up, sorts them by file, position and code, and drops what is said twice. */
export function locateAndSort(findings: readonly Finding[], locate: Locator): Located {
  const byText = new Map<string, { readonly finding: Finding; readonly diagnostic: Diagnostic }>();
  for (const finding of findings) {
    const diagnostic = diagnosticOf(finding, locate);
    const text = canonicalJson(diagnostic);
    if (!byText.has(text)) byText.set(text, { finding, diagnostic });
  }
  const sorted = [...byText].sort(([textA, a], [textB, b]) => {
    const order = compare(a.diagnostic, b.diagnostic);
    return order !== 0 ? order : textA < textB ? -1 : 1;
  });
  return {
    findings: sorted.map(([, one]) => one.finding),
    diagnostics: sorted.map(([, one]) => one.diagnostic),
  };
}

/** A finding as the command line prints it. */
export function diagnosticOf(finding: Finding, locate: Locator): Diagnostic {
  const { place, related, ...rest } = finding;
  return {
    ...rest,
    ...(place === undefined ? {} : locate(place)),
    ...(related === undefined
      ? {}
      : { related: related.map((one) => ({ ...locate(one.place), message: one.message })) }),
  };
}

function compare(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.file ?? '', b.file ?? '') ||
    (a.range?.start.line ?? 0) - (b.range?.start.line ?? 0) ||
    (a.range?.start.column ?? 0) - (b.range?.start.column ?? 0) ||
    compareText(a.code, b.code)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
