import type { CanonicalType } from '@akili/model';
import { listText } from './literals.ts';
import { JsonNumber, writeLossless, type LosslessJson } from './lossless-json.ts';
import { refusedValue } from './refused-value.ts';

/** A record of a source that has no tables: its members by name. */
export type SourceRecord = { readonly [name: string]: LosslessJson };

/** A member of a record as the text that DuckDB casts to the canonical type. */
export function recordValue(value: LosslessJson | undefined, type: CanonicalType, column: string): string | null {
  if (value === undefined || value === null) return null;
  if (type.kind === 'json') return writeLossless(value);
  if (type.kind === 'array') {
    if (!Array.isArray(value)) throw refusedValue(column, 'something that is no list', `it is declared as a list`);
    const items = value as readonly LosslessJson[];
    if (type.of.kind === 'json') return writeLossless(items);
    return listText(items.map((one) => recordValue(one, type.of, column)));
  }
  if (value instanceof JsonNumber) return value.digits;
  if (typeof value === 'string') return type.kind === 'timestamp' ? utcText(value) : value;
  if (typeof value === 'boolean') return String(value);
  return writeLossless(value);
}

/** ISO 8601 with an offset as UTC without one, to the microsecond; any other text as it is, for DuckDB to read. */
export function utcText(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})$/.exec(text);
  if (match === null) return text;
  const [, day, time, fraction = '', zone] = match as unknown as [string, string, string, string | undefined, string];
  const offset =
    zone === 'Z' ? 0 : Number(`${zone[0] as string}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
  const at = Date.parse(`${day}T${time}Z`) - offset * 60_000;
  return Number.isNaN(at)
    ? text
    : `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}${fraction.slice(0, 7)}`;
}
