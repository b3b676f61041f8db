import type { CanonicalType } from '@akili/model';
import { hexToBlob } from '../values/literals.ts';
import { refusedValue } from '../values/refused-value.ts';

/** A value as `selectExpression` has the server print it, as the text that DuckDB casts to the canonical type. */
export function valueText(text: string | null, type: CanonicalType, column: string): string | null {
  if (text === null) return null;
  switch (type.kind) {
    case 'boolean':
      return text === '0' ? 'false' : 'true';
    case 'date':
    case 'timestamp':
      // `0000-00-00` and `2026-00-00` are what MySQL keeps of dates that are none.
      if (/^0000|^\d+-00|^\d+-\d+-00/.test(text))
        throw refusedValue(column, `the date ${text}, which is none`, 'write NULL, or leave such rows out with a view');
      return text;
    case 'blob':
      return hexToBlob(text);
    default:
      return text;
  }
}
