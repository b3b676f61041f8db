import { didYouMean, unknownColumnType, type Place } from '@akili/diagnostics';
import { readType, typeNames, type CanonicalType } from '@akili/model';
import type { Scope } from './scope.ts';

/** Names that engines use for canonical types: nearest in meaning, not in spelling. */
const meant: { readonly [name: string]: string } = {
  string: 'varchar',
  text: 'varchar',
  char: 'varchar',
  int: 'integer',
  int4: 'integer',
  int8: 'bigint',
  long: 'bigint',
  bool: 'boolean',
  numeric: 'decimal(p,s)',
  decimal: 'decimal(p,s)',
  real: 'float',
  datetime: 'timestamp',
  timestamptz: 'timestamp',
  bytea: 'blob',
  binary: 'blob',
  jsonb: 'json',
};

// The same few types stand in thousands of columns.
const known = new Map<string, CanonicalType>();

/** A column's type; undefined, and said, when it is none. */
export function bindType(text: string, place: Place, scope: Scope): CanonicalType | undefined {
  const cached = known.get(text);
  if (cached !== undefined) return cached;
  const type = readType(text);
  if (type !== undefined) {
    if (known.size < 1000) known.set(text, type);
    return type;
  }
  const word = text.trim().toLowerCase();
  const suggestion = meant[word.replace(/\(.*$/s, '')] ?? didYouMean(word, typeNames);
  const shown = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  scope.findings.push(unknownColumnType.at(place, { type: shown, known: typeNames, suggestion }, scope.subject));
  return undefined;
}
