import { duplicateInputColumn, type Finding } from '@akili/diagnostics';
import type { InputColumn } from '@akili/model';
import { subjectOf, type Rule } from '../rule.ts';

/** An input lists each column once, ignoring case. */
export const inputColumnsRule: Rule = {
  name: 'input-columns',
  product(product) {
    return product.inputs.flatMap((input) => {
      if (input.kind !== 'source') return [];
      const first = new Map<string, InputColumn>();
      return (input.columns ?? []).flatMap((column): readonly Finding[] => {
        const key = column.name.toLowerCase();
        const other = first.get(key);
        if (other === undefined) {
          first.set(key, column);
          return [];
        }
        const related = [{ place: other.place, message: 'it is listed here first' }];
        return [duplicateInputColumn.at(column.place, { column: column.name }, subjectOf(product), related)];
      });
    });
  },
};
