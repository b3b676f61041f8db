import { duplicateInput, type Finding } from '@akili/diagnostics';
import type { Input } from '@akili/model';
import { within } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';

/** Inputs of a product have names of their own. */
export const inputNameRule: Rule = {
  name: 'input-name',
  product(product) {
    const first = new Map<string, Input>();
    return product.inputs.flatMap((input): readonly Finding[] => {
      const other = first.get(input.name);
      if (other === undefined) {
        first.set(input.name, input);
        return [];
      }
      const related = [{ place: within(other.place, 'name'), message: 'the name is used here first' }];
      return [duplicateInput.at(within(input.place, 'name'), { input: input.name }, subjectOf(product), related)];
    });
  },
};
