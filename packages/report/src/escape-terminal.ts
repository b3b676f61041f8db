/**
 * Characters that a terminal obeys or hides instead of showing: C0 and C1 controls, direction marks and overrides,
 * zero-width and tag characters, line separators, lone surrogates.
 */
const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}\p{Cs}]/gu;

const named: { readonly [character: string]: string } = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Repository text as one line that is safe on any terminal: what would be obeyed is written out, `\u{1b}`.
 * `##[` is broken up too: GitHub's runner reads it as a command anywhere in a line of a job's output.
 */
export function escapeTerminal(text: string): string {
  return text
    .replace(unsafe, (character) => named[character] ?? `\\u{${(character.codePointAt(0) as number).toString(16)}}`)
    .replaceAll('##[', '#\\u{23}[');
}

/**
 * The same for a text of several lines; every line but the first starts with `indent`, so none can pose as another. A
 * line that begins with `::` is broken up too: GitHub's runner reads it as a command, whatever blanks stand before it.
 */
export function escapeLines(text: string, indent: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => escapeTerminal(line).replace(/^(\s*):(?=:)/, '$1\\u{3a}'))
    .join(`\n${indent}`);
}
