import { unusedInput, type Finding } from '@akili/diagnostics';
import { within } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';

/** Every input is read by the transform. */
export const unusedInputRule: Rule = {
  name: 'unused-input',
  product(product, index) {
    const refs = index.refs(product);
    if (refs === undefined) return [];
    const used = new Set(refs.map((ref) => ref.name));
    return product.inputs.flatMap((input): readonly Finding[] =>
      used.has(input.name)
        ? []
        : [unusedInput.at(within(input.place, 'name'), { input: input.name }, subjectOf(product))],
    );
  },
};
