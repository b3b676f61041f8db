import { counted } from '../counted.ts';
import type { RenderContext } from '../document.ts';
import { escapeLines } from '../escape-terminal.ts';
import { diagnosticsText } from '../validation-text.ts';
import type { IsolationProbe, ProbeAttempt } from './isolation-probe.ts';
import { attemptWords, countWords, toldAttempts } from './probe-words.ts';

/** Engine by engine and tenant by tenant: how the attempts ended, with those that were not refused. */
export function* probeText(probe: IsolationProbe, context: RenderContext): Iterable<string> {
  const { palette } = context;
  let engine = '';
  for (const counts of probe.counts) {
    const title = `${counts.engine} (${counts.driver})`;
    if (title !== engine) yield `${engine === '' ? '' : '\n'}${palette.strong(title)}\n`;
    engine = title;
    const mark = counts.violated > 0 ? palette.error('x') : palette.create('+');
    yield `  ${mark} ${counts.tenant}: ${countWords(counts)}\n`;
    const own = probe.attempts.filter(({ engine: on, tenant }) => on === counts.engine && tenant === counts.tenant);
    for (const attempt of toldAttempts(own)) {
      const words = `${attempt.outcome === 'violated' ? 'VIOLATED' : attempt.outcome}: ${attemptWords(attempt)}`;
      yield `      ${coloured(attempt, escapeLines(words, '        '), context)}\n`;
    }
  }
  if (probe.counts.length > 0) yield '\n';
  yield* diagnosticsText(probe.violations, context);
  for (const sentence of probe.notProbed) yield palette.faint(`not probed: ${escapeLines(sentence, '  ')}`) + '\n';
  yield `Isolation in ${probe.environment}: ${verdict(probe, context)}\n`;
}

function coloured({ outcome }: ProbeAttempt, words: string, { palette }: RenderContext): string {
  return outcome === 'violated' ? palette.error(words) : palette.faint(words);
}

function verdict(probe: IsolationProbe, { palette }: RenderContext): string {
  const tried = probe.counts.reduce((sum, counts) => sum + counts.tried, 0);
  if (!probe.holds) {
    const through = probe.attempts.filter(({ outcome }) => outcome === 'violated').length;
    return `${palette.error('VIOLATED')} (${counted(through, 'attempt')} of ${tried} went through, ${counted(probe.violations.length, 'finding')})`;
  }
  return `${palette.create('held')} (${counted(tried, 'attempt')}, none went through)`;
}
