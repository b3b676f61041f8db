import type { Finding } from '@akili/diagnostics';
import type { Product } from '@akili/model';
import type { AnalysedProduct } from './analysed-product.ts';
import type { Rule, RuleContext } from './rule.ts';
import type { TenantIndex } from './tenant-index.ts';

/** Everything that rules say of the repository as a whole. */
export function runRepositoryRules(rules: readonly Rule[], context: RuleContext): readonly Finding[] {
  return rules.flatMap((rule) => rule.repository?.(context) ?? []);
}

/** Everything that rules say of a tenant and these of its products before SQL is read. */
export function runTenantRules(
  rules: readonly Rule[],
  context: RuleContext,
  index: TenantIndex,
  products: Iterable<Product>,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (rule.tenant) for (const finding of rule.tenant(index, context)) findings.push(finding);
    if (rule.product === undefined) continue;
    for (const product of products) {
      for (const finding of rule.product(product, index, context)) findings.push(finding);
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
