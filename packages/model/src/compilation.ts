import type { Diagnostic, Location } from '@akili/diagnostics';
import type { Json } from './json.ts';
import type { Classification, Quotas } from './repository.ts';

/** The dialects that the compiler writes. */
export type Target = 'duckdb' | 'postgres' | 'starrocks';
export const targets: readonly Target[] = ['duckdb', 'postgres', 'starrocks'];

/** A text for one engine, or why there is none. */
export type EmittedSql = string | { readonly refused: string; readonly message: string };
/** Texts by target; a target that was not asked for is absent. */
export type SqlByTarget = { readonly [target in Target]?: EmittedSql };

/** An output column; `type` as `writeType` writes it. */
export interface CompiledColumn {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly classification: Classification | null;
}

/** How a column of a relation is used for an output. */
export type LineageUse = 'value' | 'aggregate' | 'filter' | 'join' | 'group' | 'order' | 'window';

export interface ColumnSource {
  /** Name of the input as `ref()` knows it. */
  readonly input: string;
  readonly column: string;
  readonly use: LineageUse;
  /** The function that hides the value on its way (`md5`, `sha256`); absent where it goes through as it is. */
  readonly masked?: string;
}

/** `columns`: what each output's value is made of. `rows`: what decides which rows there are. */
export interface Lineage {
  readonly columns: { readonly [output: string]: readonly ColumnSource[] };
  readonly rows: readonly ColumnSource[];
}

export interface CompiledInput {
  readonly name: string;
  readonly kind: 'source' | 'product';
  readonly connection?: string;
  readonly resource?: string;
  readonly strategy?: string;
  readonly cursorField?: string;
  readonly schedule?: string;
  readonly product?: string;
  /** Exact version of the product that was resolved. */
  readonly version?: string;
  readonly columns: readonly CompiledColumn[];
  /** Key of the source table or of the product read, empty when there is none. */
  readonly key: readonly string[];
}

export interface CompiledCheck {
  readonly name: string;
  readonly severity: 'critical' | 'warning';
  readonly threshold: string;
  readonly description?: string;
  readonly sql: SqlByTarget;
}

export interface CompiledServing {
  readonly intent: 'lookup' | 'analytics';
  readonly engine: 'starrocks' | 'postgresql';
  readonly materialized: boolean;
  /** Seconds. */
  readonly refreshInterval?: number;
  readonly cacheTtl?: number;
  readonly sortKey: readonly string[];
  readonly indexes: readonly (readonly string[])[];
}

/** Where the key of the lookup table comes from; `none` means that the whole table is replaced each run. */
export type KeyOrigin = 'output' | 'index_columns' | 'group_by' | 'none';

export interface CompiledProduct {
  readonly tenant: string;
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  readonly archetype: string;
  readonly description: string;
  readonly owner: string;
  readonly tags: readonly string[];
  readonly folder: string;
  readonly columns: readonly CompiledColumn[];
  readonly key: readonly string[];
  readonly keyOrigin: KeyOrigin;
  readonly inputs: readonly CompiledInput[];
  readonly sql: SqlByTarget;
  readonly checks: readonly CompiledCheck[];
  readonly serving: readonly CompiledServing[];
  readonly governance: {
    readonly classification: Classification;
    readonly access: readonly { readonly team: string; readonly role: 'viewer' | 'editor' | 'owner' }[];
    readonly steward?: string;
    readonly compliance: readonly string[];
  };
  readonly compute: {
    readonly engine: string;
    readonly schedule?: string;
    readonly cpuMillis?: number;
    readonly memoryBytes?: number;
    readonly timeout?: number;
    readonly retries: number;
    readonly tags: readonly string[];
  };
  readonly lineage: Lineage;
  /** Where plan changes of this product point: `product.yaml`, at the product's name. */
  readonly origin: Location;
}

/** A tenant's source as runs reach it: settings without secrets, and where the secret is found. */
export interface CompiledConnection {
  readonly name: string;
  readonly connectorType: string;
  readonly config: { readonly [key: string]: Json };
  readonly credentials?: string;
}

export interface CompiledTenant {
  readonly slug: string;
  readonly id: string;
  readonly displayName: string;
  readonly status: 'active' | 'suspended' | 'archived';
  readonly teams: readonly string[];
  readonly quotas: Quotas;
  readonly credentials: { readonly [role: string]: string };
  /** Sorted by name; absent where the tenant has none. */
  readonly connections?: readonly CompiledConnection[];
  readonly origin: Location;
}

/** The document that `compile` makes: plain JSON, canonical order, digest over everything but the diagnostics. */
export interface Compilation {
  readonly formatVersion: 1;
  readonly digest: string;
  readonly environment: string;
  readonly tenants: readonly CompiledTenant[];
  readonly products: readonly CompiledProduct[];
  readonly diagnostics: readonly Diagnostic[];
}
