/** A node of DuckDB's JSON, unread. */
export interface Serialized {
  readonly [key: string]: unknown;
}

// Inside a JSON string every quote is escaped, so `"value":` after a bare `{` or `,` is always a key.
const wideNumber = /(?<=[{,]"(?:value|upper|lower)":)(?:-?\d{16,}(?![\d.eE])|-?Infinity|-?NaN)/g;

/** Parses DuckDB's JSON; integers that a double cannot hold, and infinities, become strings. */
export function parseSerialized(json: string): Serialized {
  return JSON.parse(json.replace(wideNumber, '"$&"')) as Serialized;
}

/** A member that is an object. */
export function child(node: Serialized, key: string): Serialized | undefined {
  const value = node[key];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Serialized) : undefined;
}

/** A member that is a list of objects; empty when it is absent. */
export function children(node: Serialized, key: string): readonly Serialized[] {
  const value = node[key];
  return Array.isArray(value) ? (value as Serialized[]) : [];
}

/** A member that is a text; empty when it is absent. */
export function text(node: Serialized, key: string): string {
  const value = node[key];
  return typeof value === 'string' ? value : '';
}

/** A member that is a list of texts; empty when it is absent. */
export function texts(node: Serialized, key: string): readonly string[] {
  const value = node[key];
  return Array.isArray(value) ? (value as unknown[]).filter((item): item is string => typeof item === 'string') : [];
}
