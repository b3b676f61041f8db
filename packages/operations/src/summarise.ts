import type { Diagnostic } from '@akili/diagnostics';
import type { Document, ValidationSummary } from '@akili/report';

/** Counts findings; tenants and products are counted by the caller, who knows what was chosen. */
export function summarise(diagnostics: readonly Diagnostic[], tenants: number, products: number): ValidationSummary {
  let errors = 0;
  let warnings = 0;
  for (const { severity } of diagnostics) {
    if (severity === 'error') errors += 1;
    else if (severity === 'warning') warnings += 1;
  }
  return { errors, warnings, tenants, products };
}

/** Findings alone as a document: what every operation answers that could not get to its own. */
export function findingsDocument(
  diagnostics: readonly Diagnostic[],
  { tenants, products }: { readonly tenants: number; readonly products: number },
): Document {
  return { kind: 'validation', diagnostics, summary: summarise(diagnostics, tenants, products) };
}
