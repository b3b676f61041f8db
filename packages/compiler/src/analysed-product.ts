import type { Check, KeyOrigin, Product, Tenant } from '@akili/model';
import type { AnalysedQuery, OutputColumn, RenderedSql } from '@akili/sql';
import type { Knowledge, ResolvedColumn, ResolvedInput } from './resolved-input.ts';

/** A check whose query could be analysed. */
export interface AnalysedCheck {
  readonly check: Check;
  readonly rendered: RenderedSql;
  readonly query: AnalysedQuery;
}

/** A column that the product has: what the transform gives, under the promises of `output.yaml`. */
export interface ProductColumn extends ResolvedColumn {
  /** Where the transform gives it. */
  readonly output: OutputColumn;
}

/** A product whose transform could be analysed: what rules read after SQL, and what the compilation is made of. */
export interface AnalysedProduct {
  readonly product: Product;
  readonly tenant: Tenant;
  readonly rendered: RenderedSql;
  readonly query: AnalysedQuery;
  /** By the name that `ref()` uses, in the order of inputs.yaml, undeclared products last. */
  readonly inputs: ReadonlyMap<string, ResolvedInput>;
  readonly columns: readonly ProductColumn[];
  readonly known: Knowledge;
  readonly key: readonly string[];
  readonly keyOrigin: KeyOrigin;
  readonly checks: readonly AnalysedCheck[];
}

/** What other products may read of a product. */
export type ReadableProduct = Pick<AnalysedProduct, 'columns' | 'known' | 'key'>;
