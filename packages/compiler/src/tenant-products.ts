import type { Finding } from '@akili/diagnostics';
import { textOf, type Locator } from '@akili/manifest';
import type { CompiledProduct, Product, Snapshot } from '@akili/model';
import type { SqlTree, Trees } from '@akili/sql';
import { analyseProduct } from './analyse-product.ts';
import type { ReadableProduct } from './analysed-product.ts';
import { assembleProduct } from './assemble-product.ts';
import type { BegunTenant } from './begin-tenant.ts';
import type { Receiver } from './check-steps.ts';
import { emitProduct } from './emit-product.ts';
import type { Failures } from './failures.ts';
import { productOrigin } from './product-origin.ts';
import type { RuleContext } from './rule.ts';
import { rules } from './rules/index.ts';
import { runAnalysedRules } from './run-rules.ts';
import { targetDialects } from './target-dialects.ts';

/** What compiling the products of a tenant needs beside the tenant itself. */
export interface ProductsInput {
  readonly context: RuleContext;
  readonly failures: Failures;
  readonly locate: Locator;
  readonly snapshot: Snapshot;
  readonly tell: (findings: readonly Finding[]) => void;
  /** False where only findings are wanted: then products are written for their targets, and dropped. */
  readonly keep: boolean;
  readonly receiver: Pick<Receiver, 'analysed'> | undefined;
}

/** Analyses and assembles products of one tenant, some at a time. */
export interface TenantProducts {
  /** `products` come in the order of their dependencies, call after call; `trees` holds their texts. */
  add(products: readonly Product[], trees: Trees): void;
  /** The products that are whole, by name; empty unless they are kept. */
  finish(): readonly CompiledProduct[];
}

/** Of a product that is done only what others may read of it is held, and the result. */
export function tenantProducts({ index, rendered, isFailed }: BegunTenant, input: ProductsInput): TenantProducts {
  const { context, failures, tell, keep } = input;
  const { environment, options } = context;
  const analysed = new Map<Product, ReadableProduct>();
  const whole = new Set<Product>();
  const compiled: CompiledProduct[] = [];
  const add = (product: Product, trees: Trees): void => {
    const outcome = analyseProduct(product, index, { rendered, trees, analysed });
    tell(outcome.findings);
    if (outcome.value === undefined) return;
    const { columns, known, key, rendered: text } = outcome.value;
    input.receiver?.analysed?.(outcome.value, trees.get(text.sql) as SqlTree);
    analysed.set(product, { columns, known, key });
    tell(runAnalysedRules(rules, context, index, outcome.value));
    // A product is compiled when nothing is wrong with it, and everything that it reads is compiled.
    const isComplete = index.dependencies(product).every((one) => whole.has(one.product));
    if (isFailed || !isComplete || failures.product(product)) return;
    const targets = targetDialects(product, environment, options);
    const emitted = emitProduct(outcome.value, targets, options.targets === 'all');
    tell(emitted.findings);
    if (emitted.findings.length > 0) return;
    whole.add(product);
    if (!keep) return;
    const origin = productOrigin(product, textOf(input.snapshot, `${product.folder}/product.yaml`), input.locate);
    compiled.push(assembleProduct(outcome.value, emitted, origin));
  };
  return {
    add(products, trees) {
      for (const product of products) add(product, trees);
    },
    finish: () => compiled.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
  };
}
