import type { Cursor } from '../syntax/cursor.ts';
import { readList } from '../syntax/list.ts';
import type { Expression } from './expression.ts';
import { readExpression } from './read-expression.ts';
import { readInterval, readUnit } from './read-interval.ts';
import { readLambda, seesLambda } from './read-lambda.ts';

/** Functions whose second argument is an interval. Source: docs `date_add.md`, `date_sub.md`, `time_slice.md`, `date_slice.md`. */
const takesInterval = new Set(['date_add', 'adddate', 'date_sub', 'subdate', 'time_slice', 'date_slice']);

/** Functions whose first argument is a unit without quotes. Source: docs `timestampadd.md`, `timestampdiff.md`. */
const takesUnit = new Set(['timestampadd', 'timestampdiff']);

/** Functions whose third argument says which end of the slice is meant. */
const takesBoundary = new Set(['time_slice', 'date_slice']);

/** Functions that may skip nulls, said inside the parentheses. Source: docs `Window_function.md`. */
const mayIgnoreNulls = new Set(['first_value', 'last_value', 'lag', 'lead']);

export interface Arguments {
  readonly items: readonly Expression[];
  readonly ignoreNulls: boolean;
}

/** Reads the arguments of a call, which may be none. */
export function readArguments(cursor: Cursor, name: string): Arguments {
  if (cursor.sees(')')) return { items: [], ignoreNulls: false };
  let ignoreNulls = false;
  const items = readList(cursor, (index) => {
    const item = readArgument(cursor, name, index);
    if (index === 0 && mayIgnoreNulls.has(name)) ignoreNulls = cursor.accept('IGNORE', 'NULLS');
    return item;
  });
  return { items, ignoreNulls };
}

function readArgument(cursor: Cursor, name: string, index: number): Expression {
  const at = cursor.peek().at;
  if (index === 0 && takesUnit.has(name)) return { kind: 'keyword', at, word: readUnit(cursor) };
  if (index === 1 && takesInterval.has(name)) return readInterval(cursor);
  if (index === 2 && takesBoundary.has(name))
    return { kind: 'keyword', at, word: cursor.expectOneOf(['FLOOR', 'CEIL']) };
  return seesLambda(cursor) ? readLambda(cursor) : readExpression(cursor);
}
