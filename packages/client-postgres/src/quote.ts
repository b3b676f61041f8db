/** PostgreSQL keeps 63 bytes of a name (NAMEDATALEN - 1) and silently drops the rest. */
const nameLimit = 63;

/**
 * A name as SQL text, always quoted. Throws on what PostgreSQL would cut or refuse: two names that differ past the
 * limit would otherwise be one.
 */
export function quoteIdentifier(name: string): string {
  if (name === '' || name.includes('\0') || Buffer.byteLength(name) > nameLimit)
    throw new Error(`not a PostgreSQL name: ${JSON.stringify(name)}`);
  return `"${name.replaceAll('"', '""')}"`;
}

/** `"schema"."name"`. */
export function quoteQualified(schema: string, name: string): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

/** A text as SQL literal, the same under either setting of standard_conforming_strings. */
export function quoteLiteral(text: string): string {
  if (text.includes('\0')) throw new Error('PostgreSQL text holds no NUL');
  const quoted = `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
  return text.includes('\\') ? ` E${quoted}` : quoted;
}
