/**
 * A variable as a SQL literal of the authoring dialect: never text of the statement. Strings are quoted with their
 * quotes doubled; numbers must be finite and are written so that they read back as the same number.
 */
export function varLiteral(value: string | number | boolean): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  // A leading minus could meet a minus of the text and become a comment.
  return value < 0 || Object.is(value, -0) ? `(${String(value)})` : String(value);
}
