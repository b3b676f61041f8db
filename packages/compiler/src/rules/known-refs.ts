import { didYouMean, selfReference, unknownInput, type Finding } from '@akili/diagnostics';
import { subjectOf, type Rule } from '../rule.ts';

/** Every `ref()` is an input of the product, or else a product of its tenant. */
export const knownRefsRule: Rule = {
  name: 'known-refs',
  product(product, index) {
    if (product.broken?.includes('inputs')) return [];
    const inputs = new Set(product.inputs.map((input) => input.name));
    return (index.refs(product) ?? []).flatMap((ref): readonly Finding[] => {
      if (inputs.has(ref.name)) return [];
      const target = index.products.get(ref.name);
      if (target === product) return [selfReference.at(ref.place, { product: product.name }, subjectOf(product))];
      if (target !== undefined) return [];
      const others = [...index.products.keys()].filter((name) => name !== product.name);
      const suggestion = didYouMean(ref.name, inputs) ?? didYouMean(ref.name, others);
      return [unknownInput.at(ref.place, { name: ref.name, suggestion }, subjectOf(product))];
    });
  },
};
