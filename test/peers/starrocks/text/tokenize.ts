import { Refused } from './refused.ts';
import { syntaxError } from './refusal.ts';
import { readQuoted } from './read-quoted.ts';
import type { Token, TokenKind } from './token.ts';

const blank = /\s+|--[^\n]*|\/\*(?!\+)[\s\S]*?\*\//y;
const word = /[A-Za-z_][A-Za-z0-9_]*/y;
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const symbol = /<=>|<=|>=|<>|!=|->|=>|&&|\|\||@@|[()[\]{},;.=<>+\-*/%&|^~@:]/y;

/**
 * The tokens of a text, ended by one of kind `end`. Throws `Refused` at the first character that starts none.
 * Comments are `-- ...` and slash-star; slash-star-plus is a hint. Unquoted identifiers are plain ASCII here (a server
 * may read more letters): whatever else a name holds, it must be in backticks.
 * Source: docs `sql-reference/sql-statements/keywords.md`, `best_practices/query_tuning/query_hint.md`, and
 * `SELECT_WHERE_operator.md` on two minus signs.
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const push = (kind: TokenKind, at: number, end: number, value?: string): void => {
    const written = text.slice(at, end);
    const upper = kind === 'word' ? written.toUpperCase() : kind === 'symbol' ? written : '';
    tokens.push({ kind, text: written, upper, value: value ?? written, at, end });
  };
  let at = 0;
  while (at < text.length) {
    const end = matchEnd(blank, text, at);
    if (end !== undefined) {
      at = end;
      continue;
    }
    const char = text[at] ?? '';
    if (char === "'" || char === '"' || char === '`') {
      const quoted = readQuoted(text, at);
      if (quoted === undefined || (char === '`' && quoted.value === '')) throw unrecognized(text, at);
      push(char === '`' ? 'quoted' : 'string', at, quoted.end, quoted.value);
    } else if (text.startsWith('/*', at)) {
      const close = text.startsWith('/*+', at) ? text.indexOf('*/', at + 3) : -1;
      if (close < 0) throw unrecognized(text, at);
      push('hint', at, close + 2, text.slice(at + 3, close));
    } else {
      const [kind, stop] = plainToken(text, at, tokens.at(-1));
      push(kind, at, stop);
    }
    at = tokens.at(-1)?.end ?? text.length;
  }
  push('end', text.length, text.length);
  return tokens;
}

function plainToken(text: string, at: number, before: Token | undefined): readonly [TokenKind, number] {
  const wordEnd = matchEnd(word, text, at);
  if (wordEnd !== undefined) return ['word', wordEnd];
  // After a name, `.5` is a dot and a name that starts with a digit, not a number: `t.5` must not read as `t` and `.5`.
  const numberEnd = text[at] === '.' && mayEndName(before, at) ? undefined : matchEnd(number, text, at);
  if (numberEnd !== undefined) {
    if (matchEnd(word, text, numberEnd) !== undefined) throw unrecognized(text, at);
    return ['number', numberEnd];
  }
  const symbolEnd = matchEnd(symbol, text, at);
  if (symbolEnd === undefined) throw unrecognized(text, at);
  return ['symbol', symbolEnd];
}

function mayEndName(before: Token | undefined, at: number): boolean {
  return before !== undefined && before.end === at && (before.kind === 'word' || before.kind === 'quoted');
}

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function unrecognized(text: string, at: number): Refused {
  const found = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return new Refused(syntaxError(text, at, `Input '${found}' is not valid at this position`));
}
