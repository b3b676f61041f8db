import type { CanonicalType, Column } from '@akili/model';
import { JsonNumber, type LosslessJson } from './lossless-json.ts';
import type { SourceRecord } from './record-value.ts';

/** Records that are looked at to learn a source's columns. */
export const sampleSize = 1000;

/**
 * Columns as a sample of records shows them, in the order in which they first appear; all nullable, since a sample proves
 * nothing about the rest. Texts of a file without types (`csv`) count as what they look like.
 */
export function inferColumns(records: readonly SourceRecord[], untyped = false): readonly Column[] {
  const kinds = new Map<string, Set<CanonicalType['kind']>>();
  for (const record of records)
    for (const [name, value] of Object.entries(record)) {
      const known = kinds.get(name) ?? new Set<CanonicalType['kind']>();
      kinds.set(name, known);
      if (value !== null) known.add(kindOf(value, untyped));
    }
  return [...kinds].map(([name, found]) => ({
    name,
    type: { kind: together(found) } as CanonicalType,
    nullable: true,
  }));
}

function kindOf(value: LosslessJson, untyped: boolean): CanonicalType['kind'] {
  if (typeof value === 'boolean') return 'boolean';
  if (value instanceof JsonNumber) return numberKind(value.digits);
  if (typeof value !== 'string') return 'json';
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/.test(value)) return 'timestamp';
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return 'date';
  if (untyped && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(value)) return numberKind(value);
  if (untyped && /^(true|false)$/.test(value)) return 'boolean';
  return 'varchar';
}

function numberKind(digits: string): CanonicalType['kind'] {
  return /^-?\d{1,18}$/.test(digits) ? 'bigint' : 'double';
}

/** The kind that holds all that were seen. */
function together(kinds: ReadonlySet<CanonicalType['kind']>): CanonicalType['kind'] {
  const [first] = kinds;
  if (kinds.size === 1) return first as CanonicalType['kind'];
  const all = (...of: readonly CanonicalType['kind'][]): boolean =>
    kinds.size > 0 && [...kinds].every((kind) => of.includes(kind));
  if (all('bigint', 'double')) return 'double';
  if (all('date', 'timestamp')) return 'timestamp';
  return kinds.has('json') ? 'json' : 'varchar';
}
