import type { Answer } from '@akili/operations';
import { plainPalette, render } from '@akili/report';
import { summaryLimit, type Action } from './action.ts';
import { version } from './version.ts';

/** Puts an answer into the job's summary, piece by piece as long as they fit, and into the log. */
export function renderInto(action: Action, { document, sourceOf }: Answer): void {
  const context = { palette: plainPalette, sourceOf, version };
  let text = '';
  for (const piece of render(document, 'markdown', context)) {
    if (text.length + piece.length > summaryLimit / 4) {
      text += '\n\nThe rest is in the log.\n\n';
      break;
    }
    text += piece;
  }
  action.summary(`${text}\n`);
  for (const piece of render(document, 'text', context))
    for (const line of piece.replace(/\n$/, '').split('\n')) action.log(line);
}
