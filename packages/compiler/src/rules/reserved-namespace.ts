import { reservedNamespace } from '@akili/diagnostics';
import { reservedNamespaces } from '@akili/model';
import { productPlace } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';

/** A namespace is not one that an engine has for itself. */
export const reservedNamespaceRule: Rule = {
  name: 'reserved-namespace',
  product(product) {
    if (!reservedNamespaces.includes(product.namespace)) return [];
    const params = { namespace: product.namespace };
    return [reservedNamespace.at(productPlace(product, 'namespace'), params, subjectOf(product))];
  },
};
