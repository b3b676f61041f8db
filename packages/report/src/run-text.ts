import type { CheckResult, InputLoad, ProductRun, RunReport } from '@akili/model';
import { counted } from './counted.ts';
import type { RenderContext } from './document.ts';
import { escapeTerminal } from './escape-terminal.ts';
import type { Palette } from './palette.ts';
import { diagnosticsText } from './validation-text.ts';

/** What a run did: a line a product with its inputs and checks below it, then the findings, and a line in all. */
export function* runText(report: RunReport, context: RenderContext): Iterable<string> {
  const { palette } = context;
  for (const run of report.runs) {
    yield `${statusWord(run, palette)} ${escapeTerminal(`${run.tenant}/${run.namespace}.${run.product} ${run.version}`)}${outcome(run)}\n`;
    for (const load of run.loads) yield `  ${escapeTerminal(loadWords(load))}\n`;
    for (const check of run.checks) yield `  ${checkWords(check, palette)}\n`;
  }
  yield* diagnosticsText(
    report.runs.flatMap(({ diagnostics }) => diagnostics),
    context,
  );
  yield `${palette.strong(`All in ${escapeTerminal(report.environment)}: ${runSummary(report)}`)}\n`;
}

/** `2 promoted, 1 held back`. */
export function runSummary({ summary }: RunReport): string {
  const words: readonly (readonly [number, string])[] = [
    [summary.promoted, 'promoted'],
    [summary.held, 'held back'],
    [summary.failed, 'failed'],
    [summary.interrupted, 'interrupted'],
    [summary.skipped, 'not run'],
  ];
  const said = words.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return said.length === 0 ? 'nothing to run' : said.join(', ');
}

const words = {
  promoted: 'promoted',
  held: 'held back',
  failed: 'failed',
  interrupted: 'interrupted',
  skipped: 'not run',
};

function statusWord({ status }: ProductRun, palette: Palette): string {
  if (status === 'promoted') return palette.strong(words[status]);
  return (status === 'failed' ? palette.error : palette.warning)(words[status]);
}

function outcome({ rows, lookupRows, durationMs, status }: ProductRun): string {
  if (status === 'skipped') return '';
  const built = rows === null ? [] : [counted(rows, 'row')];
  const served = lookupRows === undefined ? [] : [`${lookupRows} in the lookup table`];
  return `: ${[...built, ...served, seconds(durationMs)].join(', ')}`;
}

function loadWords({ name, rows, total, from, of, mode, durationMs, note }: InputLoad): string {
  const how = mode === 'whole' ? 'whole' : `by the cursor, ${total} in all`;
  const said = note === undefined ? '' : ` (${note})`;
  return `loaded ${name}: ${counted(rows, 'row')} from ${from === 'fixture' ? of : `connection ${of}`}, ${how}, ${seconds(durationMs)}${said}`;
}

function checkWords({ check, severity, verdict, value, threshold, message }: CheckResult, palette: Palette): string {
  const word = verdict === 'passed' ? 'passed' : (severity === 'critical' ? palette.error : palette.warning)(verdict);
  const said = verdict === 'error' ? (message ?? '') : `${value} ${verdict === 'passed' ? '<=' : '>'} ${threshold}`;
  return `${word} ${escapeTerminal(`${check}: ${said}${severity === 'critical' ? '' : ' (warning)'}`)}`;
}

/** `0.42 s`. */
function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
