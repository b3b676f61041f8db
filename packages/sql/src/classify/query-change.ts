import type { CanonicalType } from '@akili/model';
import type { AnalysedQuery } from '../analyse/analysed-query.ts';
import type { SqlTree } from '../tree/sql-tree.ts';

/**
 * What a change of a query means for those who read its result, the mildest first.
 *
 * - `formatting`: the same tree: white space, comments, letter case of words, parentheses that change nothing.
 * - `identical`: written otherwise, the same after normalisation: names of tables and subqueries, qualified or bare
 *   columns, the order of conditions that AND or OR connects.
 * - `added`: every column is as it was, and there are more of them.
 * - `rows`: the columns are there as they were, but rows or values may differ.
 * - `breaking`: a column is gone, renamed, of a narrower or another type, may be NULL, or the key is another one.
 */
export type ChangeClass = 'formatting' | 'identical' | 'added' | 'rows' | 'breaking';
export const changeClasses: readonly ChangeClass[] = ['formatting', 'identical', 'added', 'rows', 'breaking'];

/** The class that says most of several; `identical` of none. */
export function worstClass(classes: readonly ChangeClass[]): ChangeClass {
  const worst = Math.max(...classes.map((one) => changeClasses.indexOf(one)), -1);
  return changeClasses[worst] ?? 'identical';
}

/** What about a column changed; `order` speaks of all of them. */
export type ColumnChange =
  'added' | 'removed' | 'renamed' | 'narrowed' | 'widened' | 'nullable' | 'expression' | 'order' | 'input';

/** One thing that changed, in words. */
export interface ChangeReason {
  readonly class: ChangeClass;
  /** Complete sentence, names in backticks. */
  readonly message: string;
  /** The output column, or `input.column` where the type of what is read changed. */
  readonly column?: string;
  readonly change?: ColumnChange;
  /** `WHERE`, `JOIN`, `GROUP BY` ... where a clause decides which rows there are; `KEY` for the key of the result. */
  readonly clause?: string;
}

export interface QueryChange {
  /** The worst of the reasons. */
  readonly class: ChangeClass;
  /** By class, the worst first; then in the order of the columns and the clauses. */
  readonly reasons: readonly ChangeReason[];
}

/** A column as consumers see it: `output.yaml` may promise less than the query gives. */
export interface ResultColumn {
  readonly name: string;
  readonly type: CanonicalType | undefined;
  readonly nullable: boolean;
}

/** One of the two versions. */
export interface QueryVersion {
  readonly query: AnalysedQuery;
  readonly tree: SqlTree;
  /** What was parsed: `RenderedSql.sql`. */
  readonly sql: string;
  /** What consumers were promised; without it what the query gives. */
  readonly columns?: readonly ResultColumn[];
  /** Columns that identify a row of the result; compared only where both versions say it. */
  readonly key?: readonly string[];
}

export interface ClassifyOptions {
  /** Somebody reads the result by position (`*` in a set operation, INSERT without names): then order is contract. */
  readonly byPosition?: boolean;
}
