import { legalIdentifier } from '../text/refusal.ts';
import { readQuery } from '../query/read-query.ts';
import { seesQuery } from '../query/sees-query.ts';
import { isBareFunction, isCallable } from '../text/reserved-words.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readList } from '../syntax/list.ts';
import { readName, seesIdentifier } from '../syntax/names.ts';
import type { Expression } from './expression.ts';
import { bareCall, readCall } from './read-call.ts';
import { readCase } from './read-case.ts';
import { readCast, readExtract } from './read-cast.ts';
import { readCollection } from './read-collection.ts';
import { readExpression } from './read-expression.ts';
import { readLiteral } from './read-literal.ts';
import { readVariable } from './read-variable.ts';

/** Most parts of a column's name: catalog, database, table, column; the rest are fields of a struct. */
const columnParts = 8;

/** Reads a value that no operator takes apart. */
export function readPrimary(cursor: Cursor): Expression {
  return (
    readLiteral(cursor) ??
    readGroup(cursor) ??
    readCollection(cursor) ??
    readSpecial(cursor) ??
    readVariable(cursor) ??
    readNamed(cursor)
  );
}

function readSpecial(cursor: Cursor): Expression | undefined {
  const at = cursor.peek().at;
  if (cursor.sees('CASE')) return readCase(cursor);
  if (cursor.sees('CAST', '(')) return readCast(cursor);
  if (cursor.sees('EXTRACT', '(')) return readExtract(cursor);
  if (!cursor.accept('EXISTS')) return undefined;
  if (!seesQuery(cursor)) {
    cursor.expect('(');
    cursor.fail();
  }
  cursor.expect('(');
  const query = readQuery(cursor);
  cursor.expect(')');
  return { kind: 'exists', at, query };
}

function readGroup(cursor: Cursor): Expression | undefined {
  const at = cursor.peek().at;
  if (!cursor.sees('(')) return undefined;
  const query = seesQuery(cursor);
  cursor.take();
  if (query) {
    const found: Expression = { kind: 'subquery', at, query: readQuery(cursor) };
    cursor.expect(')');
    return found;
  }
  const items = readList(cursor, () => readExpression(cursor));
  cursor.expect(')');
  return items.length === 1 && items[0] !== undefined ? items[0] : { kind: 'tuple', at, items };
}

function readNamed(cursor: Cursor): Expression {
  const token = cursor.peek();
  cursor.note(legalIdentifier);
  const called = cursor.peek(1).upper === '(';
  if (token.kind === 'word' && called && (seesIdentifier(cursor) || isCallable(token.upper))) return readCall(cursor);
  if (token.kind === 'word' && isBareFunction(token.upper)) return bareCall(cursor);
  if (!seesIdentifier(cursor)) cursor.fail();
  return { kind: 'column', at: token.at, name: readName(cursor, columnParts) };
}
