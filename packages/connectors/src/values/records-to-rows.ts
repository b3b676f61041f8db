import type { CanonicalType } from '@akili/model';
import type { ReadRequest, SourceRow } from '../source.ts';
import { recordValue, type SourceRecord } from './record-value.ts';

const batch = 2000;

/** Records as batches of rows. Those that are not beyond the cursor are left out; their order is the source's. */
export async function* recordsToRows(
  records: AsyncIterable<SourceRecord>,
  { columns, cursor }: ReadRequest,
): AsyncGenerator<readonly SourceRow[]> {
  let rows: SourceRow[] = [];
  const cursorType = columns.find(({ name }) => name === cursor?.field)?.type ?? { kind: 'varchar' };
  for await (const record of records) {
    if (cursor?.after !== undefined) {
      const value = recordValue(record[cursor.field], cursorType, cursor.field);
      if (value === null || !isBeyond(value, cursor.after, cursorType)) continue;
    }
    rows.push(columns.map(({ name, type }) => recordValue(own(record, name), type, name)));
    if (rows.length < batch) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

/** Whether a value comes after the cursor: numbers by what they are, other values as texts (ISO dates sort as texts). */
export function isBeyond(value: string, after: string, type: CanonicalType): boolean {
  const isNumber = ['integer', 'bigint', 'decimal', 'float', 'double'].includes(type.kind);
  if (!isNumber) return value > after;
  const [a, b] = [scaled(value), scaled(after)];
  return a === undefined || b === undefined ? Number(value) > Number(after) : a > b;
}

/** A plain decimal as a whole number of 10^-20, so that no digit is lost. */
function scaled(text: string): bigint | undefined {
  const match = /^(-?)(\d+)(?:\.(\d{1,20}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '0', fraction = ''] = match;
  const value = BigInt(whole + fraction.padEnd(20, '0'));
  return sign === '-' ? -value : value;
}

function own(record: SourceRecord, name: string): SourceRecord[string] | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
