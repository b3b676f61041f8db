import type { Diagnostic } from '@akili/diagnostics';
import type { Document } from './document.ts';

/** Every finding a document holds: what formats that know nothing but findings (SARIF, annotations) show of it. */
export function diagnosticsOf(document: Document): readonly Diagnostic[] {
  switch (document.kind) {
    case 'validation':
      return document.diagnostics;
    case 'compilation':
      return document.compilation.diagnostics;
    case 'plan':
    case 'drift':
      return [...document.plan.diagnostics, ...document.plan.isolation.violations];
    case 'apply':
      return document.report.steps.flatMap((step) => (step.diagnostic === undefined ? [] : [step.diagnostic]));
    case 'list':
      return [];
  }
}
