import type { PlannedQuery } from '@akili/plan';
import { escapeTerminal } from './escape-terminal.ts';
import type { Palette } from './palette.ts';
import { queryWords, reachedWords } from './query-words.ts';

/** Reasons and products that one change shows; what is beyond stands in `--format json`. */
const mostShown = 12;

/** How the query of a product changes, below the change that carries it: the class, why, and whom it reaches. */
export function queryLines({ class: name, reasons, reaches }: PlannedQuery, palette: Palette): readonly string[] {
  const paint = name === 'breaking' ? palette.remove : name === 'rows' ? palette.warning : palette.faint;
  return [
    `      query: ${paint(name)}, ${queryWords[name]}`,
    ...shown(
      reasons.map(({ message }) => `        ${palette.faint('-')} ${escapeTerminal(message)}`),
      palette,
    ),
    ...shown(
      reaches.map((one) => `        ${palette.faint('reaches')} ${escapeTerminal(reachedWords(one))}`),
      palette,
    ),
  ];
}

function shown(lines: readonly string[], palette: Palette): readonly string[] {
  const more = lines.length - mostShown;
  if (more <= 0) return lines;
  return [...lines.slice(0, mostShown), palette.faint(`        and ${more} more, see --format json`)];
}
