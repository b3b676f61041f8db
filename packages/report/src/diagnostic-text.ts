import type { Diagnostic, Location } from '@akili/diagnostics';
import { escapeLines } from './escape-terminal.ts';
import type { Palette } from './palette.ts';
import { placeText } from './place-text.ts';
import { snippetOf } from './snippet.ts';
import type { LineOf } from './source-lines.ts';

/** Continues a text below its first line; no line of the output starts with text of the repository. */
const continued = '  | ';

/** One finding for people: `path:line:column severity CODE message`, the line it speaks of, other places, help. */
export function diagnosticText(diagnostic: Diagnostic, palette: Palette, lineOf: LineOf): string {
  const severity = palette[diagnostic.severity](diagnostic.severity);
  const head = `${severity} ${palette.strong(diagnostic.code)} ${escapeLines(diagnostic.message, continued)}`;
  const related = diagnostic.related ?? [];
  return [
    diagnostic.file === undefined ? head : `${palette.strong(placeText(located(diagnostic, diagnostic.file)))} ${head}`,
    ...(diagnostic.range === undefined || diagnostic.file === undefined
      ? []
      : snippetLines(diagnostic.file, diagnostic.range, palette[diagnostic.severity], palette, lineOf)),
    ...related.flatMap((other) => [
      `  ${palette.faint('=')} ${placeText(other)}: ${escapeLines(other.message, continued)}`,
      ...(other.range === undefined ? [] : snippetLines(other.file, other.range, palette.info, palette, lineOf)),
    ]),
    ...(diagnostic.help === undefined
      ? []
      : [`  ${palette.faint('=')} ${palette.info('help:')} ${escapeLines(diagnostic.help, continued)}`]),
  ].join('\n');
}

function located(diagnostic: Diagnostic, file: string): Location {
  return diagnostic.range === undefined ? { file } : { file, range: diagnostic.range };
}

function snippetLines(
  file: string,
  range: NonNullable<Location['range']>,
  mark: (text: string) => string,
  palette: Palette,
  lineOf: LineOf,
): readonly string[] {
  const snippet = snippetOf(lineOf, file, range);
  if (snippet === undefined) return [];
  const number = String(snippet.line);
  const margin = ' '.repeat(number.length);
  return [
    palette.faint(`  ${margin} |`),
    `${palette.faint(`  ${number} |`)} ${snippet.text}`.trimEnd(),
    `${palette.faint(`  ${margin} |`)} ${' '.repeat(snippet.indent)}${mark('^'.repeat(snippet.width))}`,
  ];
}
