import type { CanonicalType, Classification, Input, Product } from '@akili/model';

/** A column of an input with everything that the lock, the manifest or the product read says of it. */
export interface ResolvedColumn {
  readonly name: string;
  /** Undefined where nobody says; a finding says so. */
  readonly type: CanonicalType | undefined;
  readonly nullable: boolean;
  readonly classification: Classification | undefined;
  /** Of a product's column: the columns that its classification came through, the source's first. */
  readonly path?: readonly string[];
}

/**
 * How well columns are known. `whole`: every one; a missing type is nobody's but the author's. `untyped`: every one, but
 * a mistake that is told elsewhere may hide types. `partly`: it may hide columns as well.
 */
export type Knowledge = 'whole' | 'untyped' | 'partly';

/** What `ref(name)` reads. Undefined columns: nothing is known of them, and findings say why. */
export type ResolvedInput =
  | {
      readonly kind: 'source';
      readonly name: string;
      readonly input: Extract<Input, { kind: 'source' }>;
      readonly columns: readonly ResolvedColumn[] | undefined;
      readonly known: Knowledge;
      readonly key: readonly string[];
    }
  | {
      readonly kind: 'product';
      readonly name: string;
      readonly product: Product;
      readonly columns: readonly ResolvedColumn[] | undefined;
      readonly known: Knowledge;
      readonly key: readonly string[];
    };
