import { didYouMean, unknownIndexColumn, type Finding, type Place } from '@akili/diagnostics';
import { within } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';

/** Indexes, sort keys and lookup keys are made of columns of the output. */
export const servingColumnsRule: Rule = {
  name: 'serving-columns',
  analysed({ product, columns, known }) {
    if (known === 'partly') return [];
    const names = new Set(columns.map((column) => column.name));
    const check = (listed: readonly string[], list: Place): readonly Finding[] =>
      listed.flatMap((column, index) =>
        names.has(column)
          ? []
          : [
              unknownIndexColumn.at(
                within(list, index),
                { column, suggestion: didYouMean(column, names) },
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
