import type { SourceFile } from '@akili/model';
import type { WrittenPlatform } from './documents/akili.ts';
import type { WrittenCompute } from './documents/compute.ts';
import type { WrittenConnection } from './documents/connection.ts';
import type { DocumentName } from './documents/documents.ts';
import type { WrittenGovernance } from './documents/governance.ts';
import type { WrittenInputs } from './documents/inputs.ts';
import type { WrittenOutput } from './documents/output.ts';
import type { WrittenProduct } from './documents/product.ts';
import type { WrittenQuality } from './documents/quality.ts';
import type { WrittenServing } from './documents/serving.ts';
import type { WrittenTenant } from './documents/tenant.ts';

/** A manifest that could be read: what it holds is valid, broken items of its lists are left out. */
export interface Document<T> {
  readonly file: string;
  readonly value: T;
  /** True when something of the file was left out because it is wrong; findings say what. */
  readonly broken: boolean;
  /**
   * Numbers whose text says more than `String(number)`, as they were written, by path (`JSON.stringify`):
   * more digits than a number keeps, exponents, other bases.
   */
  readonly numbers?: ReadonlyMap<string, string>;
}

/** A folder below `tenants/<slug>/products/` that holds (or should hold) a `product.yaml`. */
export interface WrittenProductFolder {
  /** From the repository's root, without a trailing slash. */
  readonly folder: string;
  readonly product?: Document<WrittenProduct>;
  readonly inputs?: Document<WrittenInputs>;
  readonly quality?: Document<WrittenQuality>;
  readonly serving?: Document<WrittenServing>;
  readonly governance?: Document<WrittenGovernance>;
  readonly compute?: Document<WrittenCompute>;
  readonly output?: Document<WrittenOutput>;
  readonly transform?: SourceFile;
  /** Documents that are missing though required, or wrong in part or as a whole. Nothing follows from what they lack. */
  readonly broken: readonly (DocumentName | 'transform')[];
}

/** A connection's file; without a value where the file is wrong as a whole. */
export interface WrittenConnectionFile {
  /** The file's name without `.yaml`. */
  readonly name: string;
  readonly file: string;
  readonly document?: Document<WrittenConnection>;
}

/** A folder below `tenants/`. */
export interface WrittenTenantFolder {
  /** The folder's name. */
  readonly slug: string;
  /** `tenants/<slug>`. */
  readonly folder: string;
  readonly tenant?: Document<WrittenTenant>;
  /** Sorted by file. */
  readonly connections: readonly WrittenConnectionFile[];
  /** Sorted by folder. */
  readonly products: readonly WrittenProductFolder[];
}

/** The manifests of a repository as they were written, sorted by path. */
export interface WrittenRepository {
  readonly platform?: Document<WrittenPlatform>;
  readonly tenants: readonly WrittenTenantFolder[];
}
