import { cursorRequired, didYouMean, unknownCursor, type Finding } from '@akili/diagnostics';
import { within } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';

/** An incremental input has a cursor, and a cursor is a column of the locked table (it need not be loaded). */
export const inputCursorRule: Rule = {
  name: 'input-cursor',
  product(product, { connections }) {
    return product.inputs.flatMap((input): readonly Finding[] => {
      if (input.kind !== 'source') return [];
      if (input.cursorField === undefined) {
        if (input.strategy !== 'incremental') return [];
        return [cursorRequired.at(within(input.place, 'strategy'), { input: input.name }, subjectOf(product))];
      }
      const connection = connections.get(input.connection);
      const table = connection?.tables.find((one) => one.name === input.resource);
      if (connection?.broken || table === undefined) return [];
      const columns = table.columns.map((column) => column.name);
      if (columns.includes(input.cursorField)) return [];
      const suggestion = didYouMean(input.cursorField, columns);
      const params = { resource: input.resource, column: input.cursorField, suggestion };
      const related = [{ place: table.place, message: 'the table as it is locked' }];
      return [unknownCursor.at(within(input.place, 'cursor_field'), params, subjectOf(product), related)];
    });
  },
};
