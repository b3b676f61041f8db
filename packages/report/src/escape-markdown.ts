import { escapeLines, escapeTerminal } from './escape-terminal.ts';

const structure = /[\\`*_{}[\]()<>!|~&:$]/g;

/**
 * Repository text as prose in GitHub's Markdown: nothing of it becomes markup, a link, a mention or a reference.
 * Structure is written as character references, which never act as markup; mentions and references are looked for
 * in the finished text, so `@` and `#` get a zero-width space behind them.
 */
export function escapeMarkdown(text: string): string {
  return escapeTerminal(text)
    .replace(structure, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[@#]/g, (character, offset: number, whole: string) =>
      // `&#58;` above holds a `#` of our own.
      character === '#' && whole[offset - 1] === '&' && /^#\d+;/.test(whole.slice(offset))
        ? '#'
        : `${character}&#8203;`,
    )
    .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}&#46;`);
}

/** Repository text as inline code, also inside a table. */
export function codeSpan(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`;
}

/**
 * A sentence of ours, in which backticks stand around what it quotes, as prose with inline code. What it quotes may hold
 * backticks of its own: then other words are shown as code, and nothing becomes markup all the same.
 */
export function sentenceMarkdown(text: string): string {
  // Every second part stands between two backticks; a last one without its partner stays as it is.
  return text
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? codeSpan(part) : escapeMarkdown(part)))
    .join('');
}

/** Lines as a fenced block that their own backticks cannot close. */
export function fence(language: string, lines: readonly string[]): string {
  const safe = lines.map((line) => escapeLines(escapeTerminal(line), ''));
  const longest = Math.max(
    2,
    ...safe.map((line) => Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length))),
  );
  const mark = '`'.repeat(longest + 1);
  return [`${mark}${language}`, ...safe, mark].join('\n');
}
