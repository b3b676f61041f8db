import { unusedInput, type Finding } from '@akili/diagnostics';
import { needsControlFlow } from '@akili/sql';
import { within } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';

/** Every input is read by the transform, on one of its branches at least. */
export const unusedInputRule: Rule = {
  name: 'unused-input',
  product(product, index) {
    const refs = index.refs(product);
    if (refs === undefined) return [];
    const used = new Set(refs.map((ref) => ref.name));
    const text = product.transform?.text ?? '';
    // What this environment's branches leave out may be read in another one.
    const isOnBranch = (name: string): boolean =>
      needsControlFlow(text) && [`'${name}'`, `"${name}"`].some((quoted) => text.includes(quoted));
    return product.inputs.flatMap((input): readonly Finding[] =>
      used.has(input.name) || isOnBranch(input.name)
        ? []
        : [unusedInput.at(within(input.place, 'name'), { input: input.name }, subjectOf(product))],
    );
  },
};
