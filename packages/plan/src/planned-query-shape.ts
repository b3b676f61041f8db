import { flag, listOf, oneOf, record, text, type Shape } from './shape.ts';

const queryClass = oneOf('formatting', 'identical', 'added', 'rows', 'breaking');
const side = record({ type: text, nullable: flag });

/** The shape of a `PlannedQuery` in a plan document. */
export const plannedQueryShape: Shape = record({
  class: queryClass,
  reasons: listOf(record({ class: queryClass, message: text }, { column: text, change: text, clause: text })),
  ...{ before: text, after: text },
  columns: listOf(record({ name: text }, { before: side, after: side })),
  reaches: listOf(record({ product: text, columns: listOf(text), rows: flag })),
});
