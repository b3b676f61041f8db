import type { Change } from '@akili/plan';
import { escapeLines, escapeTerminal } from './escape-terminal.ts';
import { jsonDifference } from './json-difference.ts';
import type { Palette } from './palette.ts';
import { placeText } from './place-text.ts';
import { driftWords, signs } from './plan-words.ts';
import { queryLines } from './query-text.ts';

/** Differing members that one change shows; what is beyond stands in `--format json`. */
const membersShown = 12;
/** Characters of a value that are shown. */
const valueShown = 80;

/** One change: its sign and address, why, how risky, where it was declared, what differs and what will be done. */
export function changeText(change: Change, palette: Palette): string {
  const paint = { create: palette.create, update: palette.change, replace: palette.change, delete: palette.remove };
  const risk = change.risk === 'safe' ? [] : [palette.warning(`[${change.risk}]`)];
  const reason = escapeLines(change.reason, '      ');
  const why = change.class === undefined ? reason : `${change.class}, ${driftWords[change.class]}: ${reason}`;
  const updates = change.op === 'update' || change.op === 'replace';
  return [
    [
      `  ${paint[change.op](signs[change.op])}`,
      palette.strong(escapeTerminal(change.address)),
      palette.faint(`(${why})`),
      ...risk,
    ].join(' '),
    ...(change.origin === undefined || change.op === 'create'
      ? []
      : [palette.faint(`      declared at ${placeText(change.origin)}`)]),
    ...(updates ? memberLines(change, palette) : []),
    ...(change.query === undefined ? [] : queryLines(change.query, palette)),
    ...change.steps.map((step) => {
      const flag = step.risk === 'safe' ? '' : ` ${palette.warning(`[${step.risk}]`)}`;
      return `      ${palette.faint('>')} ${escapeLines(step.summary, '        ')}${flag}`;
    }),
  ].join('\n');
}

function memberLines(change: Change, palette: Palette): readonly string[] {
  const members = jsonDifference(change.before, change.after);
  const lines = members.slice(0, membersShown).map(({ path, before, after }) => {
    const sign =
      before === undefined ? palette.create('+') : after === undefined ? palette.remove('-') : palette.change('~');
    const sides = [before, after].filter((side) => side !== undefined).map((side) => escapeTerminal(cut(side)));
    return `      ${sign} ${escapeTerminal(path)}: ${sides.join(' -> ')}`;
  });
  const more = members.length - membersShown;
  return more > 0 ? [...lines, palette.faint(`      and ${more} more, see --format json`)] : lines;
}

function cut(value: string): string {
  return value.length > valueShown ? `${value.slice(0, valueShown)}…` : value;
}
