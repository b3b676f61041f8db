import type { Finding } from '@akili/diagnostics';
import type { Product } from '@akili/model';
import type { AnalysedProduct } from './analysed-product.ts';
import type { Rule, RuleContext } from './rule.ts';
import type { TenantIndex } from './tenant-index.ts';

/** Everything that rules say before SQL is read, of the repository and of the chosen tenants and products. */
export function runRules(
  rules: readonly Rule[],
  context: RuleContext,
  indexes: readonly TenantIndex[],
  products: (index: TenantIndex) => Iterable<Product>,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (rule.repository) for (const finding of rule.repository(context)) findings.push(finding);
    for (const index of indexes) {
      if (rule.tenant) for (const finding of rule.tenant(index, context)) findings.push(finding);
      if (rule.product === undefined) continue;
      for (const product of products(index)) {
        for (const finding of rule.product(product, index, context)) findings.push(finding);
      }
    }
  }
  return findings;
}

/** Everything that rules say of an analysed product. */
export function runAnalysedRules(
  rules: readonly Rule[],
  context: RuleContext,
  index: TenantIndex,
  analysed: AnalysedProduct,
): readonly Finding[] {
  return rules.flatMap((rule) => rule.analysed?.(analysed, index, context) ?? []);
}
