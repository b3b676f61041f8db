import { duplicateProduct, type Finding } from '@akili/diagnostics';
import { productPlace } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';

/** A product name is unique within its tenant, whatever the namespaces: topics and prefixes carry none. */
export const productNameRule: Rule = {
  name: 'product-name',
  tenant({ tenant, products }) {
    return tenant.products.flatMap((product): readonly Finding[] => {
      const first = products.get(product.name);
      if (first === undefined || first === product) return [];
      const related = [{ place: productPlace(first, 'name'), message: 'the name is used here first' }];
      const params = { product: product.name };
      return [duplicateProduct.at(productPlace(product, 'name'), params, subjectOf(product), related)];
    });
  },
};
