import type { Finding } from '@akili/diagnostics';
import type { Locator } from '@akili/manifest';
import type { CompiledProduct, CompiledTenant, Product } from '@akili/model';
import type { Trees } from '@akili/sql';
import { analyseProduct } from './analyse-product.ts';
import type { ReadableProduct } from './analysed-product.ts';
import { assembleProduct } from './assemble-product.ts';
import { assembleTenant } from './assemble-tenant.ts';
import { chosenProducts } from './chosen-products.ts';
import type { Failures } from './failures.ts';
import { productGroups } from './graph/product-groups.ts';
import { productOrigin, tenantOrigin } from './product-origin.ts';
import type { RuleContext } from './rule.ts';
import { rules } from './rules/index.ts';
import { runAnalysedRules, runTenantRules } from './run-rules.ts';
import { targetDialects } from './target-dialects.ts';
import type { RenderedTexts, TenantIndex } from './tenant-index.ts';

/** What compiling one tenant reads beside the tenant itself. */
export interface TenantCompileInput {
  readonly context: RuleContext;
  readonly rendered: RenderedTexts;
  readonly trees: Trees;
  readonly failures: Failures;
  readonly locate: Locator;
  readonly textOf: (path: string) => string | undefined;
}

/** A tenant's part of a compilation; `tenant` is undefined where an error concerns all of it. */
export interface CompiledPart {
  readonly tenant: CompiledTenant | undefined;
  /** What reads another product comes after it. */
  readonly products: readonly CompiledProduct[];
  readonly findings: readonly Finding[];
  /** The products that were asked for, with all that they read. */
  readonly chosen: ReadonlySet<Product>;
}

/**
 * Rules, analysis and assembly of one tenant. Products are taken one by one, in the order of their dependencies; of
 * one that is done only what others may read of it is kept.
 */
export function compileTenant(index: TenantIndex, input: TenantCompileInput): CompiledPart {
  const { context, failures, rendered, trees } = input;
  const chosen = chosenProducts(index, context.options);
  const findings: Finding[] = [];
  const tell = (more: readonly Finding[]): void => {
    for (const finding of more) findings.push(finding);
    failures.add(more);
  };
  tell(runTenantRules(rules, context, index, chosen));
  const isFailed = failures.tenant(index.tenant);
  const analysed = new Map<Product, ReadableProduct>();
  const products = new Map<Product, CompiledProduct>();
  for (const group of productGroups(index)) {
    const [product] = group as [Product];
    // Products that wait for each other have no columns; a rule has told of them.
    if (group.length > 1 || !chosen.has(product)) continue;
    const outcome = analyseProduct(product, index, { rendered, trees, analysed });
    tell(outcome.findings);
    if (outcome.value === undefined) continue;
    const { columns, key } = outcome.value;
    analysed.set(product, { columns, key });
    tell(runAnalysedRules(rules, context, index, outcome.value));
    // A product is compiled when nothing is wrong with it, and everything that it reads is compiled.
    const isWhole = index.dependencies(product).every((one) => products.has(one.product));
    if (isFailed || !isWhole || failures.product(product)) continue;
    const { environment, options } = context;
    const origin = productOrigin(product, input.textOf(`${product.folder}/product.yaml`), input.locate);
    const targets = targetDialects(product, environment, options);
    const assembled = assembleProduct(outcome.value, targets, options.targets === 'all', origin);
    tell(assembled.findings);
    if (assembled.findings.length === 0) products.set(product, assembled.value);
  }
  const tenant = isFailed ? undefined : assembleTenant(index.tenant, tenantOrigin(index.tenant, input.locate));
  return { tenant, products: [...products.values()], findings, chosen };
}
