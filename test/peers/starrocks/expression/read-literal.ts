import type { Cursor } from '../syntax/cursor.ts';
import { readString } from '../syntax/names.ts';
import type { Expression } from './expression.ts';

/**
 * Reads a number, a string, TRUE, FALSE, NULL, `DATE '...'` or `DATETIME '...'`. TIMESTAMP starts no literal.
 * Source: docs `data-types/`.
 */
export function readLiteral(cursor: Cursor): Expression | undefined {
  const token = cursor.peek();
  const { at } = token;
  if (token.kind === 'number') return { kind: 'literal', at, type: 'number', text: cursor.take().text };
  if (token.kind === 'string') return { kind: 'literal', at, type: 'string', text: cursor.take().value };
  if (token.kind !== 'word') return undefined;
  if (token.upper === 'NULL') return { kind: 'literal', at, type: 'null', text: cursor.take().upper };
  if (token.upper === 'TRUE' || token.upper === 'FALSE') {
    return { kind: 'literal', at, type: 'boolean', text: cursor.take().upper };
  }
  if (cursor.peek(1).kind !== 'string' || (token.upper !== 'DATE' && token.upper !== 'DATETIME')) return undefined;
  cursor.take();
  return { kind: 'literal', at, type: token.upper === 'DATE' ? 'date' : 'datetime', text: readString(cursor) };
}
