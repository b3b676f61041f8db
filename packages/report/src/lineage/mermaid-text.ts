import { escapeTerminal } from '../escape-terminal.ts';

/** Text inside quotes of a diagram: everything but plain characters as a character code. */
export function mermaidText(text: string): string {
  return escapeTerminal(text).replace(/[^\w .,:/()-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
}
