import type { DialectTraits } from './source-dialect.ts';
import type { Group, Node, Token } from './token.ts';

/** A text as tokens, by the lexical rules of its dialect. What is not closed, or no rule knows, is `odd`. */
export function lex(sql: string, traits: DialectTraits): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const token = next(sql, at, traits);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function next(sql: string, at: number, traits: DialectTraits): Token {
  const make = (kind: Token['kind'], end: number, value = sql.slice(at, end)): Token => ({
    kind,
    text: sql.slice(at, end),
    value,
    start: at,
    end,
  });
  const match = (pattern: RegExp): number | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(sql);
    return found === null ? undefined : at + found[0].length;
  };
  const char = sql[at] as string;
  const blank = match(/\s+/y);
  if (blank !== undefined) return make('blank', blank);
  const line = match(/--[^\n]*/y) ?? (traits.hashComments ? match(/#[^\n]*/y) : undefined);
  const comment = line ?? (traits.slashComments ? match(/\/\/[^\n]*/y) : undefined);
  if (comment !== undefined) return make('comment', comment);
  if (sql.startsWith('/*', at)) {
    const close = sql.indexOf('*/', at + 2);
    // A comment of MySQL that MySQL runs, or a hint.
    if (close < 0 || /^\/\*[!+]/.test(sql.slice(at, at + 3))) return make('odd', close < 0 ? sql.length : close + 2);
    return make('comment', close + 2);
  }
  if (traits.textQuotes.includes(char)) return quoted(sql, at, at, 'text', traits.backslash);
  const prefix = /[A-Za-z]{1,2}(?=')/y;
  const prefixed = match(prefix);
  if (prefixed !== undefined) {
    const letters = sql.slice(at, prefixed).toUpperCase();
    if (letters === 'N') return quoted(sql, at, prefixed, 'text', false);
    if (letters === 'E') return quoted(sql, at, prefixed, 'text', true);
    if (letters === 'R') return quoted(sql, at, prefixed, 'text', false);
    return make('odd', quoted(sql, at, prefixed, 'text', false).end);
  }
  const dollar = match(/\$([A-Za-z_]*)\$/y);
  if (dollar !== undefined) {
    const tag = sql.slice(at, dollar);
    const close = sql.indexOf(tag, dollar);
    return close < 0 ? make('odd', sql.length) : make('text', close + tag.length, sql.slice(dollar, close));
  }
  if (traits.nameQuotes.includes(char)) return quoted(sql, at, at, 'name', false);
  const number = match(/(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?/y);
  if (number !== undefined) return make('number', number);
  const word = match(/[\p{L}_][\p{L}\p{N}_$]*/uy);
  if (word !== undefined) return make('word', word, sql.slice(at, word).toUpperCase());
  const operator = match(/::|<=>|<>|!=|<=|>=|==|\|\||->>|->|!~\*|!~|~\*|#>>|#>|:=|=>|@>|<@|[-+*/%=<>,.;()[\]^~!&|:]/y);
  if (operator !== undefined) return make('operator', operator);
  return make('odd', at + 1);
}

/** What stands between quotes; a doubled quote stands for itself. */
function quoted(sql: string, start: number, open: number, kind: 'text' | 'name', backslash: boolean): Token {
  const close = sql[open] === '[' ? ']' : (sql[open] as string);
  const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', b: '\b' };
  let value = '';
  let at = open + 1;
  while (at < sql.length) {
    const char = sql[at] as string;
    if (backslash && char === '\\' && at + 1 < sql.length) {
      const next = sql[at + 1] as string;
      // MySQL keeps the backslash before the wildcards of LIKE.
      value += next === '%' || next === '_' ? `\\${next}` : (escapes[next] ?? next);
      at += 2;
    } else if (char === close && sql[at + 1] === close) {
      value += close;
      at += 2;
    } else if (char === close) {
      return { kind, text: sql.slice(start, at + 1), value, start, end: at + 1 };
    } else {
      value += char;
      at++;
    }
  }
  return { kind: 'odd', text: sql.slice(start), value, start, end: sql.length };
}

/** Tokens with what parentheses and brackets hold gathered in groups; undefined when they do not match. */
export function group(tokens: readonly Token[]): readonly Node[] | undefined {
  const stack: { open: '(' | '[' | ''; nodes: Node[]; start: number }[] = [{ open: '', nodes: [], start: 0 }];
  for (const token of tokens) {
    const top = stack.at(-1);
    if (top === undefined) return undefined;
    if (token.kind === 'operator' && (token.text === '(' || token.text === '[')) {
      if (stack.length > 200) return undefined;
      stack.push({ open: token.text, nodes: [], start: token.start });
    } else if (token.kind === 'operator' && (token.text === ')' || token.text === ']')) {
      if (top.open !== (token.text === ')' ? '(' : '[')) return undefined;
      stack.pop();
      const { open, nodes, start } = top;
      const closed: Group = { kind: 'group', open, nodes, start, end: token.end };
      stack.at(-1)?.nodes.push(closed);
    } else top.nodes.push(token);
  }
  return stack.length === 1 ? stack[0]?.nodes : undefined;
}
