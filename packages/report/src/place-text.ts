import type { Location } from '@akili/diagnostics';
import { escapeTerminal } from './escape-terminal.ts';

/** `path:line:column`, as editors and terminals make it clickable. */
export function placeText(location: Location): string {
  const file = escapeTerminal(location.file);
  return location.range === undefined ? file : `${file}:${location.range.start.line}:${location.range.start.column}`;
}
