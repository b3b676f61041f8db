/** A folded part. `summary` is Markdown without block structure, `body` whole blocks that end with a line break. */
export function details(summary: string, body: string, open = false): string {
  return `<details${open ? ' open' : ''}><summary>${summary}</summary>\n\n${body.trimEnd()}\n\n</details>\n\n`;
}
