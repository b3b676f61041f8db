import type { Cursor } from './cursor.ts';
import { readList } from './list.ts';
import { readIdentifier, readInteger } from './names.ts';

/** Types that take nothing or one width in parentheses. Source: docs `sql-reference/data-types/`. REAL is none of them. */
const plain = new Set(
  `BOOLEAN TINYINT SMALLINT INT INTEGER BIGINT LARGEINT FLOAT DOUBLE DATE DATETIME STRING TEXT JSON BITMAP HLL
  PERCENTILE`.split(/\s+/),
);
const withLength = new Set(['CHAR', 'VARCHAR', 'BINARY', 'VARBINARY', 'TINYINT', 'SMALLINT', 'INT', 'BIGINT']);
const decimals = new Set(['DECIMAL', 'DECIMALV2', 'DECIMAL32', 'DECIMAL64', 'DECIMAL128']);

/** Reads a type and returns it in one spelling: upper case, no spaces but after a struct's field. */
export function readType(cursor: Cursor): string {
  cursor.note('a data type');
  const name = cursor.peek().upper;
  if (name === 'ARRAY' || name === 'MAP' || name === 'STRUCT') return cursor.nested(() => readNestedType(cursor));
  if (!plain.has(name) && !withLength.has(name) && !decimals.has(name)) cursor.fail();
  cursor.take();
  if (decimals.has(name) && cursor.accept('(')) {
    const sizes = readList(cursor, () => readInteger(cursor));
    if (sizes.length > 2) cursor.fail();
    cursor.expect(')');
    return `${name}(${sizes.join(',')})`;
  }
  if (!withLength.has(name) || !cursor.accept('(')) return name;
  const length = name === 'VARCHAR' && cursor.accept('*') ? '*' : readInteger(cursor);
  cursor.expect(')');
  return `${name}(${length})`;
}

function readNestedType(cursor: Cursor): string {
  const name = cursor.take().upper;
  cursor.expect('<');
  const inside = name === 'STRUCT' ? readFields(cursor) : name === 'MAP' ? readKeyAndValue(cursor) : readType(cursor);
  cursor.expect('>');
  return `${name}<${inside}>`;
}

function readKeyAndValue(cursor: Cursor): string {
  const key = readType(cursor);
  cursor.expect(',');
  return `${key},${readType(cursor)}`;
}

function readFields(cursor: Cursor): string {
  return readList(cursor, () => `${readIdentifier(cursor)} ${readType(cursor)}`).join(',');
}
