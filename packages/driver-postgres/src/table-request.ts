import type { ColumnSpec, TableSpec } from './specs.ts';
import type { Grant, IndexValue, PolicyValue } from './values.ts';

/** The table that a step works on. */
export type TableAt = {
  readonly schema: string;
  readonly table: string;
  readonly tenantId: string;
  /** The platform does it, acting as this role: the tenant cannot log in. */
  readonly as?: string;
};

/** What a step does to a table that is there. */
export type TableChange =
  | { readonly do: 'addColumn'; readonly column: ColumnSpec; readonly tenant: boolean; readonly empty: boolean }
  | { readonly do: 'dropColumn'; readonly name: string }
  /** There is no cast: the column is dropped and added; `empty` takes all rows away first. */
  | { readonly do: 'replaceColumn'; readonly column: ColumnSpec; readonly empty: boolean }
  | { readonly do: 'setType'; readonly name: string; readonly type: string }
  | { readonly do: 'setNullable'; readonly name: string; readonly nullable: boolean }
  /** `tenant`: the tenant's id; else no default. */
  | { readonly do: 'setDefault'; readonly name: string; readonly tenant: boolean }
  /** `beside`: while others write, so outside any transaction. */
  | {
      readonly do: 'setIndex';
      readonly drop: string | null;
      readonly create: IndexValue | null;
      readonly beside: boolean;
    }
  | { readonly do: 'setConstraints'; readonly drop: readonly string[]; readonly tenant: boolean }
  | { readonly do: 'setPolicies'; readonly drop: readonly string[]; readonly create: readonly PolicyValue[] }
  | { readonly do: 'setGrants'; readonly grant: readonly Grant[]; readonly revoke: readonly Grant[] }
  | { readonly do: 'dropTriggers'; readonly names: readonly string[] }
  | { readonly do: 'dropRules'; readonly names: readonly string[] }
  | { readonly do: 'setOwner'; readonly owner: string }
  | { readonly do: 'mark' };

export type TableRequest =
  | { readonly do: 'createTable'; readonly table: TableSpec; readonly mark: string }
  | { readonly do: 'dropTable'; readonly at: TableAt }
  /** `mark`: digest to record once the last change of an update is made. */
  | { readonly do: 'changeTable'; readonly at: TableAt; readonly change: TableChange; readonly mark: string | null };
