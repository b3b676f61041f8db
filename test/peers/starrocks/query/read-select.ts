import type { Expression } from '../expression/expression.ts';
import { readExpression } from '../expression/read-expression.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readList } from '../syntax/list.ts';
import type { Select } from './query.ts';
import { readFrom } from './read-from.ts';
import { readGrouping } from './read-grouping.ts';
import { readHint } from './read-hint.ts';
import { readQualify } from './read-qualify.ts';
import { readSelectItem } from './read-select-item.ts';

/**
 * Reads one SELECT up to HAVING and QUALIFY. There is no WINDOW clause, no DISTINCT ON and no INTO here.
 * Source: docs `SELECT/SELECT.md`, `SELECT_DISTINCT.md`, `SELECT_HAVING.md`.
 */
export function readSelect(cursor: Cursor): Select {
  const at = cursor.peek().at;
  cursor.expect('SELECT');
  const hint = readHint(cursor);
  const distinct = cursor.accept('DISTINCT');
  if (!distinct) cursor.accept('ALL');
  const items = readList(cursor, () => readSelectItem(cursor));
  const from = readFrom(cursor);
  const where = cursor.accept('WHERE') ? readExpression(cursor) : undefined;
  const groupBy = cursor.accept('GROUP', 'BY') ? readGrouping(cursor) : undefined;
  const having: Expression | undefined = cursor.accept('HAVING') ? readExpression(cursor) : undefined;
  const qualify = cursor.accept('QUALIFY') ? readQualify(cursor) : undefined;
  return {
    kind: 'select',
    at,
    distinct,
    items,
    from,
    ...(hint !== undefined && { hint }),
    ...(where && { where }),
    ...(groupBy && { groupBy }),
    ...(having && { having }),
    ...(qualify && { qualify }),
  };
}
