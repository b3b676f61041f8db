import type { Finding } from '@akili/diagnostics';
import type { Environment, Product, Repository } from '@akili/model';
import type { AnalysedProduct } from './analysed-product.ts';
import type { CompileOptions } from './compile-options.ts';
import type { TenantIndex } from './tenant-index.ts';

/** What every rule may read. */
export interface RuleContext {
  readonly repository: Repository;
  readonly environment: Environment | undefined;
  readonly options: CompileOptions;
}

/**
 * A rule looks at one thing at a time and returns findings; it has only the functions it needs. Rules do not know of
 * each other, and what one finds never keeps another from running. No finding names anything of another tenant.
 */
export interface Rule {
  readonly name: string;
  /** Once, over all tenants. Findings carry the tenant whose they are. */
  readonly repository?: (context: RuleContext) => readonly Finding[];
  /** Once a tenant that is compiled. */
  readonly tenant?: (index: TenantIndex, context: RuleContext) => readonly Finding[];
  /** Once a product, before its SQL is read. */
  readonly product?: (product: Product, index: TenantIndex, context: RuleContext) => readonly Finding[];
  /** Once a product whose transform could be analysed; what it reads was analysed before it. */
  readonly analysed?: (analysed: AnalysedProduct, index: TenantIndex, context: RuleContext) => readonly Finding[];
}

/** Whose findings those of a product are. */
export function subjectOf(product: Product): { readonly tenant: string; readonly product: string } {
  return { tenant: product.tenant, product: product.name };
}
