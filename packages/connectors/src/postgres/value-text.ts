import type { CanonicalType } from '@akili/model';
import { hexToBlob, listText } from '../values/literals.ts';
import { refusedValue } from '../values/refused-value.ts';
import { momentText } from '../values/timestamps.ts';
import { readArray } from './array-literal.ts';

/** A value as PostgreSQL prints it (ISO dates, UTC, hex bytes), as the text that DuckDB casts to the canonical type. */
export function valueText(text: string | null, type: CanonicalType, column: string): string | null {
  if (text === null) return null;
  switch (type.kind) {
    case 'boolean':
      return text === 't' || text === 'true' ? 'true' : 'false';
    case 'date':
    case 'timestamp':
      return momentText(text, column);
    case 'decimal':
      if (/^[+-]?(NaN|Infinity)$/.test(text))
        throw refusedValue(
          column,
          `${text}, which no decimal is`,
          'load it as double or varchar, or leave such rows out with a view',
        );
      return text;
    case 'blob':
      return text.startsWith('\\x') ? hexToBlob(text.slice(2)) : text;
    case 'array':
      return arrayText(text, type.of, column);
    default:
      return text;
  }
}

function arrayText(text: string, of: CanonicalType, column: string): string {
  const elements = readArray(text);
  if (elements === undefined)
    throw refusedValue(column, 'an array of several dimensions', 'array(T) has one: unnest it in a view');
  // DuckDB reads a list of JSON as JSON itself.
  if (of.kind === 'json') return `[${elements.map((one) => one ?? 'null').join(',')}]`;
  return listText(elements.map((one) => valueText(one, of, column)));
}
