import type { ApplyReport } from '@akili/apply';
import type { Diagnostic } from '@akili/diagnostics';
import type { Document } from './document.ts';
import { probeDiagnostics } from './probe/probe-diagnostics.ts';

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
      return applyDiagnostics(document.report);
    case 'run':
      return document.report.runs.flatMap(({ diagnostics }) => diagnostics);
    case 'proof':
      return document.proof.violations;
    case 'probe':
      return probeDiagnostics(document.probe);
    case 'lineage':
    case 'list':
      return [];
    case 'written':
      return document.plan === undefined ? [] : diagnosticsOf({ kind: 'plan', plan: document.plan });
  }
}

/** What an apply has to say: of the run as a whole, then of its steps. */
export function applyDiagnostics(report: ApplyReport): readonly Diagnostic[] {
  const ofSteps = report.steps.flatMap((step) => (step.diagnostic === undefined ? [] : [step.diagnostic]));
  return [...(report.diagnostics ?? []), ...ofSteps];
}
