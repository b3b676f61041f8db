/** What the characters of a text are to SQL. Offsets are UTF-16 units, `end` exclusive. */
export interface SqlSpan {
  readonly kind: 'code' | 'string' | 'identifier' | 'comment';
  readonly start: number;
  readonly end: number;
}

const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;

/**
 * Cuts a text into code, strings ('..', E'..', $$..$$), quoted identifiers and comments (nested, as PostgreSQL's and
 * DuckDB's lexers do). What is not closed runs to the end of the text. A template tag of the code is code.
 */
export function* sqlSpans(text: string): Generator<SqlSpan> {
  const closers = closersOf(text);
  let codeStart = 0;
  let i = 0;
  while (i < text.length) {
    const end = spanEnd(text, i);
    if (end === undefined) {
      // A tag may hold quotes of its own, `ref('orders')`; they are none of SQL's.
      i = tagEnd(text, i, closers) ?? i + 1;
      continue;
    }
    if (codeStart < i) yield { kind: 'code', start: codeStart, end: i };
    yield { kind: end.kind, start: i, end: end.end };
    codeStart = i = end.end;
  }
  if (codeStart < text.length) yield { kind: 'code', start: codeStart, end: text.length };
}

/** The closer of each opener, with the last place where it stands. */
type Closers = Readonly<Record<string, { readonly closer: string; readonly last: number }>>;

function closersOf(text: string): Closers {
  const of = (closer: string) => ({ closer, last: text.lastIndexOf(closer) });
  return { '{{': of('}}'), '{%': of('%}'), '{#': of('#}') };
}

function tagEnd(text: string, at: number, closers: Closers): number | undefined {
  if (text.charCodeAt(at) !== 123) return undefined;
  const found = closers[text.slice(at, at + 2)];
  // Thousands of tags that nothing closes must not each search the rest of the text.
  if (found === undefined || found.last < at + 2) return undefined;
  return text.indexOf(found.closer, at + 2) + 2;
}

function spanEnd(text: string, at: number): { kind: 'string' | 'identifier' | 'comment'; end: number } | undefined {
  switch (text[at]) {
    case "'":
      return { kind: 'string', end: quotedEnd(text, at, "'", isEscapeString(text, at)) };
    case '"':
      return { kind: 'identifier', end: quotedEnd(text, at, '"', false) };
    case '-': {
      if (text[at + 1] !== '-') return undefined;
      const newline = text.indexOf('\n', at);
      return { kind: 'comment', end: newline < 0 ? text.length : newline };
    }
    case '/':
      return text[at + 1] === '*' ? { kind: 'comment', end: blockCommentEnd(text, at).end } : undefined;
    case '$': {
      dollarTag.lastIndex = at;
      const tag = dollarTag.exec(text)?.[0];
      if (tag === undefined || /[\w$]/.test(text[at - 1] ?? ' ')) return undefined;
      const close = text.indexOf(tag, at + tag.length);
      return { kind: 'string', end: close < 0 ? text.length : close + tag.length };
    }
    default:
      return undefined;
  }
}

function isEscapeString(text: string, at: number): boolean {
  return /[eE]/.test(text[at - 1] ?? ' ') && !/[\w$]/.test(text[at - 2] ?? ' ');
}

function quotedEnd(text: string, at: number, quote: string, backslashes: boolean): number {
  for (let i = at + 1; i < text.length; i++) {
    if (backslashes && text[i] === '\\') i++;
    else if (text[i] === quote) {
      if (text[i + 1] !== quote) return i + 1;
      i++;
    }
  }
  return text.length;
}

/** Where the comment that begins at `at` ends, with all that are nested in it; the end of the text if it does not. */
export function blockCommentEnd(text: string, at: number): { readonly end: number; readonly closed: boolean } {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    if (text[i] === '/' && text[i + 1] === '*') {
      depth++;
      i++;
    } else if (text[i] === '*' && text[i + 1] === '/') {
      depth--;
      i++;
      if (depth === 0) return { end: i + 1, closed: true };
    }
  }
  return { end: text.length, closed: false };
}
