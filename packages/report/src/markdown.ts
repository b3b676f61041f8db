import type { ApplyReport } from '@akili/apply';
import { unreachable } from '@akili/diagnostics';
import { counted } from './counted.ts';
import { diagnosticsMarkdown } from './diagnostics-markdown.ts';
import { applyDiagnostics } from './document-diagnostics.ts';
import type { Document, ListedCompilation } from './document.ts';
import { codeSpan, fence, sentenceMarkdown } from './escape-markdown.ts';
import { mermaidLineage } from './lineage/mermaid-lineage.ts';
import { cellText } from './list-text.ts';
import { markdownTable } from './markdown-table.ts';
import { planMarkdown } from './plan-markdown.ts';
import { probeMarkdown } from './probe/probe-markdown.ts';
import { proofMarkdown } from './proof.ts';
import { runMarkdown } from './run-markdown.ts';
import { plainPalette } from './palette.ts';
import { summaryText } from './validation-text.ts';
import { writtenWords } from './written-text.ts';

/** A document as GitHub's Markdown. */
export function* markdownDocument(document: Document): Iterable<string> {
  switch (document.kind) {
    case 'validation':
      yield `## ${summaryText(document.summary, plainPalette)}\n\n`;
      yield* diagnosticsMarkdown(document.diagnostics);
      return;
    case 'compilation':
      yield* compilationMarkdown(document.compilation, document.withSql);
      return;
    case 'plan':
    case 'drift':
      yield* planMarkdown(document.plan, document.kind === 'plan' ? 'Plan for' : 'Drift in');
      return;
    case 'apply':
      yield* applyMarkdown(document.report);
      return;
    case 'run':
      yield* runMarkdown(document.report);
      return;
    case 'proof':
      yield* proofMarkdown(document.proof, document.environment);
      return;
    case 'probe':
      yield* probeMarkdown(document.probe);
      return;
    case 'lineage':
      yield `${fence('mermaid', mermaidLineage(document.trace))}\n`;
      return;
    case 'list':
      yield markdownTable(
        document.columns,
        document.items.map((item) => document.columns.map((column) => codeSpan(cellText(item[column])))),
      );
      return;
    case 'written':
      yield `${document.files.map(({ path, op }) => `- ${writtenWords[op]} ${codeSpan(path)}\n`).join('')}\n`;
      for (const note of document.notes) yield `${sentenceMarkdown(note)}\n\n`;
      if (document.plan !== undefined) yield* planMarkdown(document.plan, 'Plan for');
      return;
    default:
      unreachable(document);
  }
}

function* compilationMarkdown(compilation: ListedCompilation, withSql: boolean): Iterable<string> {
  yield `## ${counted(compilation.products.length, 'product')} compiled\n\n`;
  yield* diagnosticsMarkdown(compilation.diagnostics);
  for (const product of compilation.products) {
    yield `### ${codeSpan(`${product.tenant}/${product.namespace}.${product.name}`)}\n\n`;
    yield markdownTable(
      ['Column', 'Type', 'Nullable', 'Classification'],
      product.columns.map((column) => [
        codeSpan(column.name),
        codeSpan(column.type),
        column.nullable ? 'yes' : 'no',
        column.classification ?? '',
      ]),
    );
    if (!withSql) continue;
    for (const [target, sql] of Object.entries(product.sql)) {
      const lines = typeof sql === 'string' ? sql.split('\n') : [`-- refused: ${sql.refused} ${sql.message}`];
      yield `${target}:\n\n${fence('sql', lines)}\n\n`;
    }
  }
}

function* applyMarkdown(report: ApplyReport): Iterable<string> {
  const { applied, failed, pending } = report.summary;
  yield `## Applied to ${codeSpan(report.environment)}: ${applied} applied, ${failed} failed, ${pending} not tried\n\n`;
  const told = report.steps.filter((step) => step.status !== 'applied');
  if (told.length > 0) {
    yield markdownTable(
      ['Step', 'Status'],
      told.map((step) => [codeSpan(step.id), step.status]),
    );
  }
  yield* diagnosticsMarkdown(applyDiagnostics(report));
}
