import { structuredPatch } from 'diff';
import { fence } from '../escape-markdown.ts';
import type { BothSides } from './pull-request.ts';

/** Lines around a difference. */
const context = 3;

/** The lines that differ between two texts as a fenced `diff`; empty where none do. */
export function sqlDifference({ before, after }: BothSides<string>): string {
  if (before === after) return '';
  const patch = structuredPatch('', '', ended(before), ended(after), undefined, undefined, { context });
  const lines = patch.hunks.flatMap((hunk) => [
    `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
    ...hunk.lines,
  ]);
  return `${fence('diff', lines)}\n`;
}

/** With a line break at its end, so that its absence is no difference. */
function ended(text: string | undefined): string {
  return text === undefined || text === '' || text.endsWith('\n') ? (text ?? '') : `${text}\n`;
}
