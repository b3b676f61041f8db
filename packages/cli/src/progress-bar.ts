import { escapeTerminal } from '@akili/report';
import type { Host } from './host.ts';
import type { Progress, ProgressBar } from './progress.ts';

/** Milliseconds between two drawings: more often only costs time. */
const interval = 80;
const barWidth = 24;

/** A one-line bar on stderr where that is a terminal; elsewhere nothing at all. */
export function progressBar(host: Host, options: { readonly quiet: boolean }): ProgressBar {
  if (options.quiet || !host.stderr.isTerminal) return { show: () => undefined, end: () => Promise.resolve() };
  let drawnAt = -Infinity;
  let phase = '';
  let drawn = false;
  return {
    show(progress) {
      const now = host.now().getTime();
      if (progress.phase === phase && now - drawnAt < interval) return;
      drawnAt = now;
      phase = progress.phase;
      drawn = true;
      void host.stderr.write(`\r\u001b[2K${barText(progress, host.stderr.columns)}`);
    },
    async end() {
      if (drawn) await host.stderr.write('\r\u001b[2K');
      drawn = false;
      phase = '';
    },
  };
}

/** `applying [#######-----] 12/40`, cut to the terminal's width. */
export function barText(progress: Progress, columns: number): string {
  const phase = escapeTerminal(progress.phase);
  if (progress.done === undefined || progress.total === undefined || progress.total === 0) {
    return phase.slice(0, columns - 1);
  }
  const filled = Math.round((Math.min(progress.done, progress.total) / progress.total) * barWidth);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}] ${progress.done}/${progress.total}`;
  return `${phase} ${bar}`.slice(0, columns - 1);
}
