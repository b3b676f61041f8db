import type { Finding } from '@akili/diagnostics';
import { createLocator, textOf } from '@akili/manifest';
import type { CompiledProduct, CompiledTenant, Product } from '@akili/model';
import type { SqlTree, Trees } from '@akili/sql';
import type { AnalysedProduct } from './analysed-product.ts';
import { assembleTenant } from './assemble-tenant.ts';
import { beginTenant, type BegunTenant } from './begin-tenant.ts';
import { isChosen } from './choose.ts';
import { failuresOf } from './failures.ts';
import { findingsInScope } from './findings-in-scope.ts';
import { tenantOrigin } from './product-origin.ts';
import type { ReadRepository } from './read-repository.ts';
import type { RuleContext } from './rule.ts';
import { rules } from './rules/index.ts';
import { runRepositoryRules } from './run-rules.ts';
import { locateAndSort, type Located } from './sort-diagnostics.ts';
import { tenantProducts } from './tenant-products.ts';

/** Takes what is compiled, in the order of a compilation: by tenant, then by name. */
export interface Receiver {
  tenant(tenant: CompiledTenant): void;
  product(product: CompiledProduct): void;
  /** Told of each product whose transform could be analysed, what is read before what reads it; also with errors. */
  analysed?(product: AnalysedProduct, tree: SqlTree): void;
}

/** Products a step: enough that the parser's calls cost little, few enough that their trees are no burden. */
const productsAStep = 64;

/**
 * Checks a repository step by step, so that only a step's trees are ever held: rules over the whole, then tenant by
 * tenant, some products at a time. Each step gives the distinct texts that the step after it needs, and is given the
 * trees of the texts that the step before it gave: while one is worked on, the next can be parsed. `receiver` takes
 * what is compiled; without it nothing but findings is made. Pure: same input, same answers.
 */
export function* checkSteps(read: ReadRepository, receiver?: Receiver): Generator<readonly string[], Located, Trees> {
  const { repository, environment, options, snapshot } = read;
  const locate = createLocator(snapshot);
  const context: RuleContext = { repository, environment, options };
  const findings: Finding[] = [];
  const failures = failuresOf(repository.tenants);
  const tell = (more: readonly Finding[]): void => {
    for (const finding of more) findings.push(finding);
    failures.add(more);
  };
  tell(findingsInScope([...read.findings, ...runRepositoryRules(rules, context)], options));
  const asked = new Set<string>();
  const work = function* (): Generator<Step> {
    for (const tenant of repository.tenants) {
      if (!isChosen(options, tenant.slug)) continue;
      const begun = beginTenant(tenant, read, context, failures, tell);
      if (options.products) for (const product of begun.chosen) asked.add(nameKey(product));
      const input = { context, failures, locate, snapshot, tell, keep: receiver !== undefined, receiver };
      const products = tenantProducts(begun, input);
      for (let start = 0; start < begun.order.length; start += productsAStep) {
        const some = begun.order.slice(start, start + productsAStep);
        yield { texts: textsOf(some, begun), run: (trees) => products.add(some, trees) };
      }
      const finish = (): void => {
        if (receiver === undefined) return;
        if (!begun.isFailed)
          receiver.tenant(assembleTenant(tenant, tenantOrigin(tenant, textOf(snapshot, tenant.file), locate)));
        for (const product of products.finish()) if (isWanted(product, options.products)) receiver.product(product);
      };
      yield { texts: [], run: finish };
    }
  };
  let before: Step | undefined;
  for (const step of work()) {
    const trees = yield step.texts;
    before?.run(trees);
    before = step;
  }
  before?.run(yield []);
  const told = options.products ? findings.filter((finding) => isAbout(finding, asked)) : findings;
  return locateAndSort(told, locate);
}

interface Step {
  readonly texts: readonly string[];
  readonly run: (trees: Trees) => void;
}

/** The distinct texts of products, without those that could not be rendered. */
function textsOf(products: readonly Product[], { rendered }: BegunTenant): readonly string[] {
  const texts = new Set<string>();
  for (const { transform, checks } of products) {
    for (const text of [...(transform ? [transform] : []), ...checks.map((check) => check.sql)]) {
      const sql = rendered.get(text)?.sql;
      if (sql !== undefined) texts.add(sql);
    }
  }
  return [...texts];
}

const isWanted = ({ name }: CompiledProduct, names: readonly string[] | undefined): boolean =>
  names === undefined || names.includes(name);

/** True for findings of no product, and of one that was asked for or is read by one that was. */
function isAbout({ tenant, product }: Finding, asked: ReadonlySet<string>): boolean {
  return product === undefined || asked.has(`${tenant}/${product}`);
}

const nameKey = ({ tenant, name }: Product): string => `${tenant}/${name}`;
