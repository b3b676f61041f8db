import { unreachable } from '@akili/diagnostics';
import { applyText } from './apply-text.ts';
import { compilationText } from './compilation-text.ts';
import type { Document, RenderContext } from './document.ts';
import { driftText } from './drift-text.ts';
import { lineageText } from './lineage/lineage-text.ts';
import { listText, recordText } from './list-text.ts';
import { planText } from './plan-text.ts';
import { probeText } from './probe/probe-text.ts';
import { proofText } from './proof.ts';
import { runText } from './run-text.ts';
import { validationText } from './validation-text.ts';
import { writtenText } from './written-text.ts';

/** A document for people, on a terminal or in a log. */
export function textDocument(document: Document, context: RenderContext): Iterable<string> {
  switch (document.kind) {
    case 'validation':
      return validationText(document.diagnostics, document.summary, context);
    case 'compilation':
      return compilationText(document.compilation, document.withSql, context);
    case 'drift':
      return driftText(document.plan, context);
    case 'plan':
      return planText(document.plan, context);
    case 'apply':
      return applyText(document.report, context);
    case 'run':
      return runText(document.report, context);
    case 'proof':
      return proofText(document.proof, document.environment, context);
    case 'probe':
      return probeText(document.probe, context);
    case 'lineage':
      return lineageText(document.trace, document.leftOut, context.palette);
    case 'list':
      return document.layout === 'record'
        ? recordText(document.items, document.columns)
        : listText(document.items, document.columns);
    case 'written':
      return writtenText(document, context);
    default:
      return unreachable(document);
  }
}
