import { duplicateCheck, type Finding } from '@akili/diagnostics';
import type { Check } from '@akili/model';
import { within } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';

/** Checks of a product have names of their own. */
export const checkNamesRule: Rule = {
  name: 'check-names',
  product(product) {
    const first = new Map<string, Check>();
    return product.checks.flatMap((check): readonly Finding[] => {
      const other = first.get(check.name);
      if (other === undefined) {
        first.set(check.name, check);
        return [];
      }
      const related = [{ place: within(other.place, 'name'), message: 'the name is used here first' }];
      return [duplicateCheck.at(within(check.place, 'name'), { check: check.name }, subjectOf(product), related)];
    });
  },
};
