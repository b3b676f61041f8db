import type { Diagnostic } from '@akili/diagnostics';
import { counted } from './counted.ts';
import { diagnosticText } from './diagnostic-text.ts';
import type { RenderContext, ValidationSummary } from './document.ts';
import type { Palette } from './palette.ts';
import { lineReader } from './source-lines.ts';

/** Findings with a blank line between them. */
export function* diagnosticsText(diagnostics: readonly Diagnostic[], context: RenderContext): Iterable<string> {
  const lineOf = lineReader(context.sourceOf);
  for (const diagnostic of diagnostics) yield `${diagnosticText(diagnostic, context.palette, lineOf)}\n\n`;
}

/** Findings, then one line that sums them up. */
export function* validationText(
  diagnostics: readonly Diagnostic[],
  summary: ValidationSummary,
  context: RenderContext,
): Iterable<string> {
  yield* diagnosticsText(diagnostics, context);
  yield `${summaryText(summary, context.palette)}\n`;
}

/** `2 tenants, 2 products: no errors, 2 warnings`; findings that are about none are only counted. */
export function summaryText(summary: ValidationSummary, palette: Palette): string {
  const { tenants, products } = summary;
  const scope = `${counted(tenants, 'tenant')}, ${counted(products, 'product')}: `;
  const errors = summary.errors === 0 ? palette.create('no errors') : palette.error(counted(summary.errors, 'error'));
  const warnings = summary.warnings === 0 ? '' : `, ${palette.warning(counted(summary.warnings, 'warning'))}`;
  return `${tenants + products === 0 ? '' : scope}${errors}${warnings}`;
}
