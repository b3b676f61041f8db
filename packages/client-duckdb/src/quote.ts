/** A name as a DuckDB identifier, always quoted: `"sales"`. Throws on NUL, which no identifier can hold. */
export function quoteIdentifier(name: string): string {
  if (name.includes('\0')) throw new Error('an identifier holds no NUL');
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as a DuckDB string literal: `'it''s'`. Backslashes mean nothing in it. Throws on NUL. */
export function quoteLiteral(text: string): string {
  if (text.includes('\0')) throw new Error('a literal holds no NUL');
  return `'${text.replaceAll("'", "''")}'`;
}

/** A qualified name: `"tenant_acme_corp_catalog"."sales"."daily_revenue"`. */
export function qualifiedName(...parts: readonly string[]): string {
  return parts.map(quoteIdentifier).join('.');
}
