import { didYouMean, unknownKeyColumn, type Finding } from '@akili/diagnostics';
import { subjectOf, type Rule } from '../rule.ts';

/** Keys of output.yaml are made of its columns. */
export const outputKeysRule: Rule = {
  name: 'output-keys',
  product(product) {
    const contract = product.output;
    if (contract === undefined || product.broken?.includes('output')) return [];
    const columns = contract.columns.map((column) => column.name);
    return contract.keys.flatMap((key, index) =>
      key.flatMap((column, position): readonly Finding[] => {
        if (columns.includes(column)) return [];
        const place = { file: contract.file, path: ['output', 'keys', index, position] };
        return [unknownKeyColumn.at(place, { column, suggestion: didYouMean(column, columns) }, subjectOf(product))];
      }),
    );
  },
};
