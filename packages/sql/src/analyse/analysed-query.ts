import type { CanonicalType, Lineage } from '@akili/model';
import type { RelationName } from '../template/rendered-sql.ts';
import type { BoundQuery } from './bound.ts';

/** A column of a relation that a query may read; an undefined type is one that nobody declared. */
export interface RelationColumn {
  readonly name: string;
  readonly type: CanonicalType | undefined;
  readonly nullable: boolean;
}

/** What is known of a relation. Undefined `columns`: nothing is, so every column name is taken as it stands. */
export interface RelationSchema {
  readonly columns: readonly RelationColumn[] | undefined;
  /** True when there may be columns beside `columns`, since a mistake that is told elsewhere hides them. */
  readonly partial?: boolean;
  readonly key: readonly string[];
}

/** What a query may read. A `ref` that is not in `refs` is left to the rule of references and treated as unknown. */
export interface QueryScope {
  readonly refs: ReadonlyMap<string, RelationSchema>;
  readonly self: RelationSchema | undefined;
  readonly purpose: 'transform' | 'check';
}

export interface OutputColumn {
  readonly name: string;
  /** Undefined when it rests on a column whose type is unknown. */
  readonly type: CanonicalType | undefined;
  readonly nullable: boolean;
  /** Where the expression starts and ends in the rendered SQL, for `RenderedSql.placeOf`. */
  readonly start: number;
  readonly end: number;
}

/** A query whose names, types and lineage are known. */
export interface AnalysedQuery {
  readonly columns: readonly OutputColumn[];
  /** True when a star stands over columns that are not known, so that there may be outputs beside `columns`. */
  readonly partial: boolean;
  readonly lineage: Lineage;
  /**
   * Outputs that together are the GROUP BY columns (or all outputs of SELECT DISTINCT), so that they identify a row;
   * undefined when the query has no such key; empty when it always gives one row.
   */
  readonly groupKey: readonly string[] | undefined;
  /** The relations read, each once, in order of first use. */
  readonly reads: readonly RelationName[];
  readonly readsThis: boolean;
  /** True when no relation is read and nothing depends on time or chance. */
  readonly constant: boolean;
  /** False when a function of chance is used or rows are cut without a total order that we can see. */
  readonly deterministic: boolean;
  /** True when a function of the current time is used. */
  readonly timeDependent: boolean;
  /** True when there is always exactly one row: an aggregate without groups, or no FROM and no WHERE. */
  readonly singleRow: boolean;
  /** For `emit`; not part of any document. */
  readonly bound: BoundQuery;
}
