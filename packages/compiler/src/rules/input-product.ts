import {
  didYouMean,
  invalidVersionRange,
  selfReference,
  unknownInputProduct,
  versionNotSatisfied,
  type Finding,
} from '@akili/diagnostics';
import type { Input, Product } from '@akili/model';
import { satisfies, validRange } from 'semver';
import { productPlace, within } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';
import type { TenantIndex } from '../tenant-index.ts';

/** An input that is a product names another product of the tenant, in a version that the range allows. */
export const inputProductRule: Rule = {
  name: 'input-product',
  product(product, index) {
    return product.inputs.flatMap((input) => (input.kind === 'product' ? checkInput(product, input, index) : []));
  },
};

function checkInput(
  product: Product,
  input: Extract<Input, { kind: 'product' }>,
  { products }: TenantIndex,
): readonly Finding[] {
  const subject = subjectOf(product);
  const range = input.version;
  const findings: Finding[] = [];
  const readable = range === undefined || validRange(range) !== null;
  if (!readable) findings.push(invalidVersionRange.at(within(input.place, 'version'), { range }, subject));
  const target = products.get(input.product);
  const place = within(input.place, 'product');
  if (target === product) return [...findings, selfReference.at(place, { product: product.name }, subject)];
  if (target === undefined) {
    const others = [...products.keys()].filter((name) => name !== product.name);
    const params = { product: input.product, suggestion: didYouMean(input.product, others) };
    return [...findings, unknownInputProduct.at(place, params, subject)];
  }
  if (readable && range !== undefined && target.version !== '' && !satisfies(target.version, range)) {
    const params = { product: target.name, range, version: target.version };
    const related = [{ place: productPlace(target, 'version'), message: 'the version in the repository' }];
    findings.push(versionNotSatisfied.at(within(input.place, 'version'), params, subject, related));
  }
  return findings;
}
