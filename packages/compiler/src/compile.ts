import type { Diagnostic, Finding } from '@akili/diagnostics';
import { createLocator } from '@akili/manifest';
import type { Compilation, CompiledProduct, CompiledTenant, Product } from '@akili/model';
import type { Trees } from '@akili/sql';
import { analyseProduct } from './analyse-product.ts';
import type { AnalysedProduct } from './analysed-product.ts';
import { assembleProduct } from './assemble-product.ts';
import { assembleTenant } from './assemble-tenant.ts';
import { isChosen } from './choose.ts';
import { chosenProducts } from './chosen-products.ts';
import { compilationDigest } from './compilation-digest.ts';
import type { Collected } from './collected.ts';
import { failuresOf, type Failures } from './failures.ts';
import { findingsInScope } from './findings-in-scope.ts';
import { productGroups } from './graph/product-groups.ts';
import { productOrigin, tenantOrigin } from './product-origin.ts';
import type { RuleContext } from './rule.ts';
import { rules } from './rules/index.ts';
import { runAnalysedRules, runRules } from './run-rules.ts';
import { locateAndSort } from './sort-diagnostics.ts';
import { targetDialects } from './target-dialects.ts';
import { indexTenant, type TenantIndex } from './tenant-index.ts';

/** What `compile` answers: the document, and everything there is to say about the repository. */
export interface Compiled {
  /** Leaves out products with errors and what depends on them; the rest is whole. Its `diagnostics` are the same. */
  readonly compilation: Compilation;
  /** Sorted as `diagnostics`, one for one, with places instead of ranges. */
  readonly findings: readonly Finding[];
  /** Located, sorted by file, position and code, without duplicates. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks a collected repository and assembles its compilation: rules over the manifests, then each tenant's products
 * in the order of their dependencies. `trees` holds a tree for each of `collected.texts`. Pure: same input, same bytes.
 */
export function compile(collected: Collected, trees: Trees): Compiled {
  const { repository, environment, options, rendered, snapshot } = collected;
  const locate = createLocator(snapshot);
  const texts = new Map(snapshot.files.map((file) => [file.path, file.text]));
  const context: RuleContext = { repository, environment, options };
  const indexes = repository.tenants
    .filter((tenant) => isChosen(options, tenant.slug))
    .map((tenant) => indexTenant(tenant, rendered));
  const chosen = new Map(indexes.map((index) => [index, chosenProducts(index, options)]));

  const ruled = runRules(rules, context, indexes, (index) => chosen.get(index) ?? []);
  const asked = options.products && new Set([...chosen.values()].flatMap((one) => [...one].map(nameKey)));
  const findings = findingsInScope([...collected.findings, ...ruled], options).filter(
    ({ tenant, product }) => product === undefined || (asked?.has(`${tenant}/${product}`) ?? true),
  );
  const failures = failuresOf(repository.tenants);
  failures.add(findings);

  const tenants: CompiledTenant[] = [];
  const products: CompiledProduct[] = [];
  for (const index of indexes) {
    const analysed = analyseTenant(index, chosen.get(index) ?? new Set(), collected, trees, context);
    for (const finding of analysed.findings) findings.push(finding);
    failures.add(analysed.findings);
    if (failures.tenant(index.tenant)) continue;
    tenants.push(assembleTenant(index.tenant, tenantOrigin(index.tenant, locate)));
    const whole = new Set<Product>();
    for (const one of analysed.products) {
      if (!isWhole(one, index, whole, failures)) continue;
      const origin = productOrigin(one.product, texts.get(`${one.product.folder}/product.yaml`), locate);
      const targets = targetDialects(one.product, environment, options);
      const assembled = assembleProduct(one, targets, options.targets === 'all', origin);
      for (const finding of assembled.findings) findings.push(finding);
      if (assembled.findings.length > 0) continue;
      whole.add(one.product);
      products.push(assembled.value);
    }
  }
  products.sort((a, b) => compareText(a.tenant, b.tenant) || compareText(a.name, b.name));

  const located = locateAndSort(findings, locate);
  const names = options.products && new Set(options.products);
  const body = {
    formatVersion: 1,
    environment: environment?.name ?? '',
    tenants,
    products: names ? products.filter((product) => names.has(product.name)) : products,
  } as const;
  const compilation = { ...body, digest: compilationDigest(body), diagnostics: located.diagnostics };
  return { compilation, ...located };
}

/** Analyses the chosen products of a tenant, what is read before what reads it. */
function analyseTenant(
  index: TenantIndex,
  chosen: ReadonlySet<Product>,
  { rendered }: Collected,
  trees: Trees,
  context: RuleContext,
): { readonly products: readonly AnalysedProduct[]; readonly findings: readonly Finding[] } {
  const analysed = new Map<Product, AnalysedProduct>();
  const findings: Finding[] = [];
  for (const group of productGroups(index)) {
    const [product] = group as [Product];
    // Products that wait for each other have no columns; a rule has told of them.
    if (group.length > 1 || !chosen.has(product)) continue;
    const outcome = analyseProduct(product, index, { rendered, trees, analysed });
    for (const finding of outcome.findings) findings.push(finding);
    if (outcome.value === undefined) continue;
    analysed.set(product, outcome.value);
    for (const finding of runAnalysedRules(rules, context, index, outcome.value)) findings.push(finding);
  }
  return { products: [...analysed.values()], findings };
}

/** A product is compiled when nothing is wrong with it, and everything that it reads is compiled. */
function isWhole(
  { product }: AnalysedProduct,
  index: TenantIndex,
  whole: ReadonlySet<Product>,
  failures: Failures,
): boolean {
  return !failures.product(product) && index.dependencies(product).every((one) => whole.has(one.product));
}

const nameKey = ({ tenant, name }: Product): string => `${tenant}/${name}`;

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
