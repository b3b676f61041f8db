import { didYouMean, unknownIndexColumn, type Finding, type Place } from '@akili/diagnostics';
import { within } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';

/** Indexes, sort keys and lookup keys are made of columns of the output. */
export const servingColumnsRule: Rule = {
  name: 'serving-columns',
  analysed({ product, columns }) {
    const known = new Set(columns.map((column) => column.name));
    const check = (names: readonly string[], list: Place): readonly Finding[] =>
      names.flatMap((column, index) =>
        known.has(column)
          ? []
          : [
              unknownIndexColumn.at(
                within(list, index),
                { column, suggestion: didYouMean(column, known) },
                subjectOf(product),
              ),
            ],
      );
    return product.serving.flatMap((mode) => [
      ...check(mode.indexColumns ?? [], within(mode.place, 'config', 'index_columns')),
      ...mode.indexes.flatMap((index) => check(index.columns, within(index.place, 'columns'))),
    ]);
  },
};
