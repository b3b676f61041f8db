import { diagnosticsMarkdown } from '../diagnostics-markdown.ts';
import { codeSpan, sentenceMarkdown } from '../escape-markdown.ts';
import { markdownTable } from '../markdown-table.ts';
import type { IsolationProbe } from './isolation-probe.ts';
import { attemptWords, toldAttempts } from './probe-words.ts';

/** A table of engines and tenants, then every attempt that was not plainly refused. */
export function* probeMarkdown(probe: IsolationProbe): Iterable<string> {
  yield `## Isolation in ${codeSpan(probe.environment)}: ${probe.holds ? 'held' : '**VIOLATED**'}\n\n`;
  yield markdownTable(
    ['Engine', 'Tenant', 'Tried', 'Refused', 'Disclosed', 'Undecided', 'Violated'],
    probe.counts.map((counts) => [
      `${counts.engine} (${counts.driver})`,
      codeSpan(counts.tenant),
      String(counts.tried),
      String(counts.refused),
      String(counts.disclosed),
      String(counts.undecided),
      counts.violated > 0 ? `**${counts.violated}**` : '0',
    ]),
  );
  const told = toldAttempts(probe.attempts);
  if (told.length > 0)
    yield markdownTable(
      ['Outcome', 'Engine', 'Tenant', 'Attempt'],
      told.map((attempt) => [
        attempt.outcome === 'violated' ? '**violated**' : attempt.outcome,
        attempt.engine,
        codeSpan(attempt.tenant),
        sentenceMarkdown(attemptWords(attempt)),
      ]),
    );
  yield* diagnosticsMarkdown(probe.violations);
  if (probe.notProbed.length > 0)
    yield `\nNot probed:\n\n${probe.notProbed.map((sentence) => `- ${sentenceMarkdown(sentence)}\n`).join('')}`;
}
