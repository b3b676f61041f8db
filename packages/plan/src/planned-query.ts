/** One thing that changed about a query, in words: `ChangeReason` of `@akili/sql`. */
export interface PlannedQueryReason {
  readonly class: PlannedQuery['class'];
  readonly message: string;
  /** The output column; `input.column` where `change` is `input`. */
  readonly column?: string;
  readonly change?: string;
  /** `WHERE`, `JOIN`, `GROUP BY` ..., `KEY`. */
  readonly clause?: string;
}

/** A column of the result; a side is absent where the column is not there. */
export interface PlannedColumn {
  readonly name: string;
  readonly before?: { readonly type: string; readonly nullable: boolean };
  readonly after?: { readonly type: string; readonly nullable: boolean };
}

/** A product of the same tenant that a change reaches, directly or through others. */
export interface ReachedProduct {
  readonly product: string;
  /** Its columns that are made from what changed, sorted. */
  readonly columns: readonly string[];
  /** True where which rows it has depends on what changed. */
  readonly rows: boolean;
}

/** How the query of a product changes, and whom that reaches. */
export interface PlannedQuery {
  /**
   * The mildest first: `formatting` (white space, comments, parentheses), `identical` (written otherwise, the same
   * meaning), `added` (more columns, nothing else), `rows` (rows or values may differ), `breaking` (a column is gone,
   * renamed, of a narrower or another type, may be NULL, or the key is another one).
   */
  readonly class: 'formatting' | 'identical' | 'added' | 'rows' | 'breaking';
  /** The worst first. */
  readonly reasons: readonly PlannedQueryReason[];
  /** The texts as their author wrote them. */
  readonly before: string;
  readonly after: string;
  /** Columns that differ, in the order of the result, those that are gone last. */
  readonly columns: readonly PlannedColumn[];
  /** Sorted by name. */
  readonly reaches: readonly ReachedProduct[];
}
