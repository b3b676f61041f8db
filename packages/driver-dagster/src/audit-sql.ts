/** The dialects in which an analytics engine behind Dagster is spoken to. */
export type AnalyticsDialect = 'starrocks' | 'duckdb';

/** A name in parts as the compiler writes it into a text of the dialect. */
export function quotedName(parts: readonly string[], dialect: AnalyticsDialect): string {
  const quote = dialect === 'starrocks' ? '`' : '"';
  return parts.map((part) => quote + part.replaceAll(quote, quote + quote) + quote).join('.');
}

/**
 * The text of a check with the product's table replaced by its staging table, so that the check judges what is not
 * published yet. Texts and comments are left alone: only a name that stands as one is a name.
 */
export function auditSql(
  sql: string,
  table: readonly string[],
  staging: readonly string[],
  dialect: AnalyticsDialect,
): string {
  const from = quotedName(table, dialect);
  const to = quotedName(staging, dialect);
  let out = '';
  for (const token of tokensOf(sql, dialect)) out += token === from ? to : token;
  return out;
}

const starrocks = /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|`(?:[^`]|``)*`(?:\.`(?:[^`]|``)*`)*|--[^\n]*/g;
const duckdb = /'(?:[^']|'')*'|"(?:[^"]|"")*"(?:\."(?:[^"]|"")*")*|--[^\n]*/g;

/** The text in pieces: literals, quoted names with their dots, comments, and what lies between. */
function* tokensOf(sql: string, dialect: AnalyticsDialect): Iterable<string> {
  let at = 0;
  for (const match of sql.matchAll(dialect === 'starrocks' ? starrocks : duckdb)) {
    yield sql.slice(at, match.index);
    yield match[0];
    at = match.index + match[0].length;
  }
  yield sql.slice(at);
}
