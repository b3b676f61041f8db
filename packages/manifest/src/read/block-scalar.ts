/** The text of a `|` scalar without its last line end. */
export function literalBlock(lines: readonly string[]): string {
  return lines.join('\n');
}

/**
 * The text of a `>` scalar without its last line end; undefined where blank lines or blanks at a line's end make
 * folding a matter of finer rules.
 */
export function foldBlock(lines: readonly string[]): string | undefined {
  let text = '';
  let indented = false;
  for (const [index, line] of lines.entries()) {
    if (line === '' || line.endsWith(' ')) return undefined;
    const deeper = line.startsWith(' ');
    if (index > 0) text += deeper || indented ? '\n' : ' ';
    text += line;
    indented = deeper;
  }
  return text;
}
