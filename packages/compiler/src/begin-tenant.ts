import type { Finding } from '@akili/diagnostics';
import type { Product, Tenant } from '@akili/model';
import { chosenProducts } from './chosen-products.ts';
import type { Failures } from './failures.ts';
import { productGroups } from './graph/product-groups.ts';
import type { ReadRepository } from './read-repository.ts';
import { renderTexts } from './render-texts.ts';
import type { RuleContext } from './rule.ts';
import { rules } from './rules/index.ts';
import { runTenantRules } from './run-rules.ts';
import { indexTenant, type RenderedTexts, type TenantIndex } from './tenant-index.ts';

/** A tenant whose templates are rendered and whose manifests are checked; its SQL comes next. */
export interface BegunTenant {
  readonly index: TenantIndex;
  readonly rendered: RenderedTexts;
  /** The products to analyse, what is read before what reads it; without those that wait for each other. */
  readonly order: readonly Product[];
  /** The products that were asked for, with all that they read. */
  readonly chosen: ReadonlySet<Product>;
  /** True when something is wrong with the tenant itself, so that nothing of it can be compiled. */
  readonly isFailed: boolean;
}

/** Everything about a tenant that needs no tree. What is found is told, and added to the failures. */
export function beginTenant(
  tenant: Tenant,
  { environment, controlFlow }: ReadRepository,
  context: RuleContext,
  failures: Failures,
  tell: (findings: readonly Finding[]) => void,
): BegunTenant {
  const { rendered, findings } = renderTexts(tenant, environment, controlFlow);
  tell(findings);
  const index = indexTenant(tenant, rendered);
  const chosen = chosenProducts(index, context.options);
  tell(runTenantRules(rules, context, index, chosen));
  // Products that wait for each other have no columns; a rule has told of them.
  const alone = productGroups(index).filter((group) => group.length === 1);
  const order = alone.flat().filter((product) => chosen.has(product));
  return { index, rendered, order, chosen, isFailed: failures.tenant(tenant) };
}
