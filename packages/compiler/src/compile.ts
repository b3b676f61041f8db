import type { Diagnostic, Finding } from '@akili/diagnostics';
import { createLocator } from '@akili/manifest';
import type { Compilation, CompiledProduct, CompiledTenant, Product } from '@akili/model';
import type { Trees } from '@akili/sql';
import { isChosen } from './choose.ts';
import type { Collected } from './collected.ts';
import { compilationDigest } from './compilation-digest.ts';
import { compileTenant } from './compile-tenant.ts';
import { failuresOf } from './failures.ts';
import { findingsInScope } from './findings-in-scope.ts';
import { renderTexts } from './render-texts.ts';
import type { RuleContext } from './rule.ts';
import { rules } from './rules/index.ts';
import { runRepositoryRules } from './run-rules.ts';
import { locateAndSort } from './sort-diagnostics.ts';
import { indexTenant } from './tenant-index.ts';

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
 * Checks a collected repository and assembles its compilation: rules over the whole, then tenant by tenant. `trees`
 * holds a tree for each of `collected.texts`. Pure: same input, same bytes.
 */
export function compile(collected: Collected, trees: Trees): Compiled {
  const { repository, environment, options, snapshot } = collected;
  const locate = createLocator(snapshot);
  const texts = new Map(snapshot.files.map((file) => [file.path, file.text]));
  const textOf = (path: string): string | undefined => texts.get(path);
  const context: RuleContext = { repository, environment, options };
  const findings = [...findingsInScope([...collected.findings, ...runRepositoryRules(rules, context)], options)];
  const failures = failuresOf(repository.tenants);
  failures.add(findings);

  const tenants: CompiledTenant[] = [];
  const products: CompiledProduct[] = [];
  const asked = new Set<string>();
  for (const tenant of repository.tenants) {
    if (!isChosen(options, tenant.slug)) continue;
    // Rendered anew: the texts of ten thousand products at once would be a third of the memory of all.
    const { rendered } = renderTexts([tenant], environment, collected.controlFlow);
    const index = indexTenant(tenant, rendered);
    const part = compileTenant(index, { context, rendered, trees, failures, locate, textOf });
    for (const finding of part.findings) findings.push(finding);
    for (const product of part.chosen) asked.add(nameKey(product));
    if (part.tenant) tenants.push(part.tenant);
    for (const product of part.products) products.push(product);
  }
  products.sort((a, b) => compareText(a.tenant, b.tenant) || compareText(a.name, b.name));

  const told = options.products ? findings.filter((finding) => isAbout(finding, asked)) : findings;
  const located = locateAndSort(told, locate);
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

/** True for findings of no product, and of one that was asked for or is read by one that was. */
function isAbout({ tenant, product }: Finding, asked: ReadonlySet<string>): boolean {
  return product === undefined || asked.has(`${tenant}/${product}`);
}

const nameKey = ({ tenant, name }: Product): string => `${tenant}/${name}`;

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
