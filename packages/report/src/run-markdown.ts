import type { RunReport } from '@akili/model';
import { diagnosticsMarkdown } from './diagnostics-markdown.ts';
import { codeSpan } from './escape-markdown.ts';
import { markdownTable } from './markdown-table.ts';
import { runSummary } from './run-text.ts';

/** What a run did, as tables of products and of checks. */
export function* runMarkdown(report: RunReport): Iterable<string> {
  yield `## Run in ${codeSpan(report.environment)}: ${runSummary(report)}\n\n`;
  const { runs } = report;
  if (runs.length > 0) {
    yield markdownTable(
      ['Product', 'Version', 'Outcome', 'Rows', 'Seconds'],
      runs.map(({ tenant, namespace, product, version, status, rows, durationMs }) => [
        ...[codeSpan(`${tenant}/${namespace}.${product}`), codeSpan(version), status],
        ...[rows === null ? '' : String(rows), (durationMs / 1000).toFixed(2)],
      ]),
    );
  }
  const checks = runs.flatMap((run) => run.checks.map((check) => ({ run, check })));
  if (checks.length > 0) {
    yield '\n';
    yield markdownTable(
      ['Check', 'Severity', 'Value', 'Threshold', 'Verdict'],
      checks.map(({ run, check }) => [
        codeSpan(`${run.product}.${check.check}`),
        ...[check.severity, check.value ?? '', check.threshold, check.verdict],
      ]),
    );
  }
  yield '\n';
  yield* diagnosticsMarkdown(runs.flatMap(({ diagnostics }) => diagnostics));
}
