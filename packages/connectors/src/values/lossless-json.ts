/** A JSON value whose numbers are the digits that were written: a double would change large ones. */
export type LosslessJson =
  null | boolean | string | JsonNumber | readonly LosslessJson[] | { readonly [key: string]: LosslessJson };

/** A number as it was written. */
export class JsonNumber {
  readonly digits: string;
  constructor(digits: string) {
    this.digits = digits;
  }
}

const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;
/** What begins a text that stands for a number; a text that begins so itself gets it twice. */
const sign = '\u0000';
const writtenSign = String.raw`\u0000`;

/** Reads JSON; throws SyntaxError. Numbers are passed through the reader as texts, strings and keys as they are. */
export function readLossless(text: string): LosslessJson {
  const marked = text.replace(stringOrNumber, (token) => {
    if (!token.startsWith('"')) return `"${writtenSign}${token}"`;
    return token.startsWith(`"${writtenSign}`) ? `"${writtenSign}${token.slice(1)}` : token;
  });
  return JSON.parse(marked, (_key, value: unknown) => {
    if (typeof value !== 'string' || !value.startsWith(sign)) return value;
    return value.startsWith(sign + sign) ? value.slice(1) : new JsonNumber(value.slice(1));
  }) as LosslessJson;
}

/** Writes it again, with the digits that were read. */
export function writeLossless(value: LosslessJson): string {
  if (value instanceof JsonNumber) return value.digits;
  if (Array.isArray(value)) return `[${(value as readonly LosslessJson[]).map(writeLossless).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value as { readonly [key: string]: LosslessJson });
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${writeLossless(member)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
