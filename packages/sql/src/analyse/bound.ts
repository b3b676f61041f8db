import type { FunctionEntry, Form } from '../functions/entry.ts';
import type { RelationName } from '../template/rendered-sql.ts';
import type { ComparisonOperator, JoinKind, LiteralKind } from '../tree/sql-tree.ts';
import type { ExprType } from './expr-type.ts';

/** A column of a relation in scope. */
export interface BoundColumn {
  readonly name: string;
  readonly type: ExprType | undefined;
  readonly nullable: boolean;
}

/** One use of a relation in FROM. */
export interface BoundRelation {
  /** How the rest of the query names it; always printed. */
  readonly alias: string;
  /** Grows while an open relation (unknown columns) is used. */
  readonly columns: BoundColumn[];
  /** True when its columns are not known, so that every name is one. */
  readonly open: boolean;
  /** Set when an outer join may make all its columns NULL. */
  outer: boolean;
  readonly source:
    | { readonly kind: 'base'; readonly relation: RelationName }
    | { readonly kind: 'query'; readonly query: BoundQuery; readonly lateral: boolean }
    | { readonly kind: 'cte'; readonly cte: BoundCte }
    | { readonly kind: 'values'; readonly rows: readonly (readonly BoundExpr[])[] }
    | { readonly kind: 'series'; readonly name: string; readonly args: readonly BoundExpr[] };
}

export interface BoundCte {
  readonly name: string;
  readonly columns: readonly BoundColumn[];
  /** Set once bound: a recursive query is in use before it is whole. */
  query: BoundQuery | undefined;
}

export interface BoundOrder {
  readonly expr: BoundExpr;
  /** Position of the output that is meant, from 0, where the item is one. */
  readonly output?: number;
  readonly desc: boolean;
  readonly nullsFirst: boolean;
}

export interface BoundFrame {
  readonly mode: 'rows' | 'range' | 'groups';
  readonly start: { readonly kind: string; readonly offset?: BoundExpr };
  readonly end: { readonly kind: string; readonly offset?: BoundExpr };
  readonly exclude?: string;
}

export type IntervalUnit = 'year' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second';

interface BoundBase {
  /** Undefined: it rests on a column whose type is not known. */
  readonly type: ExprType | undefined;
  readonly nullable: boolean;
  readonly at: number;
}

export type BoundCall = BoundBase & {
  readonly k: 'call';
  readonly fn: FunctionEntry;
  readonly form: Form;
  readonly args: readonly BoundExpr[];
  readonly distinct?: true;
  readonly filter?: BoundExpr;
  readonly order?: readonly BoundOrder[];
  /** There is an OVER clause. */
  readonly over?: {
    readonly partition: readonly BoundExpr[];
    readonly order: readonly BoundOrder[];
    readonly frame?: BoundFrame;
    readonly ignoreNulls?: true;
  };
};

export type BoundExpr =
  | (BoundBase & { readonly k: 'column'; readonly relation: BoundRelation; readonly name: string })
  | (BoundBase & { readonly k: 'literal'; readonly kind: LiteralKind; readonly value: string })
  | BoundCall
  | (BoundBase & {
      readonly k: 'compare';
      readonly op: ComparisonOperator;
      readonly left: BoundExpr;
      readonly right: BoundExpr;
    })
  | (BoundBase & { readonly k: 'logic'; readonly op: 'and' | 'or'; readonly args: readonly BoundExpr[] })
  | (BoundBase & { readonly k: 'not'; readonly arg: BoundExpr })
  | (BoundBase & { readonly k: 'is-null'; readonly negated: boolean; readonly arg: BoundExpr })
  | (BoundBase & { readonly k: 'coalesce'; readonly args: readonly BoundExpr[] })
  | (BoundBase & { readonly k: 'in'; readonly negated: boolean; readonly args: readonly BoundExpr[] })
  | (BoundBase & {
      readonly k: 'between';
      readonly arg: BoundExpr;
      readonly lower: BoundExpr;
      readonly upper: BoundExpr;
    })
  | (BoundBase & {
      readonly k: 'case';
      readonly whens: readonly { readonly when: BoundExpr; readonly then: BoundExpr }[];
      readonly otherwise: BoundExpr | undefined;
    })
  | (BoundBase & { readonly k: 'cast'; readonly arg: BoundExpr; readonly to: ExprType; readonly attempt: boolean })
  | (BoundBase & {
      readonly k: 'subquery';
      readonly kind: 'scalar' | 'exists' | 'not-exists' | 'any' | 'all' | 'array';
      readonly query: BoundQuery;
      readonly arg?: BoundExpr;
      readonly op?: ComparisonOperator;
      /** It reads columns of the query around it. */
      readonly correlated?: true;
    })
  | (BoundBase & { readonly k: 'grouping'; readonly args: readonly BoundExpr[] })
  | (BoundBase & { readonly k: 'index'; readonly arg: BoundExpr; readonly index: BoundExpr })
  | (BoundBase & { readonly k: 'slice'; readonly arg: BoundExpr; readonly from: BoundExpr; readonly to: BoundExpr })
  | (BoundBase & {
      readonly k: 'interval';
      readonly parts: readonly { readonly count: BoundExpr; readonly unit: IntervalUnit }[];
    })
  /** `arg` plus or minus an interval: a timestamp. */
  | (BoundBase & { readonly k: 'shift'; readonly arg: BoundExpr; readonly by: BoundExpr; readonly minus: boolean })
  /** Could not be bound; there is a finding. */
  | (BoundBase & { readonly k: 'broken' });

export type BoundFrom =
  | { readonly k: 'relation'; readonly relation: BoundRelation }
  | {
      readonly k: 'join';
      readonly kind: JoinKind;
      readonly left: BoundFrom;
      readonly right: BoundFrom;
      readonly on: BoundExpr | undefined;
    };

export interface BoundOutput {
  /** Undefined when the author gave none. */
  readonly name: string | undefined;
  readonly expr: BoundExpr;
  /** A star stands for it. */
  readonly star?: true;
}

interface BoundTail {
  /** A star stands over columns that are not known, so there may be outputs that are not listed. */
  readonly partial?: true;
  readonly order: readonly BoundOrder[];
  readonly limit: BoundExpr | undefined;
  readonly offset: BoundExpr | undefined;
}

export interface BoundSelect extends BoundTail {
  readonly k: 'select';
  readonly ctes: readonly BoundCte[];
  readonly outputs: readonly BoundOutput[];
  readonly from: BoundFrom | undefined;
  readonly relations: readonly BoundRelation[];
  readonly where: BoundExpr | undefined;
  readonly group: readonly BoundExpr[];
  /** Undefined for a plain GROUP BY of all of `group`. */
  readonly groupSets: readonly (readonly number[])[] | undefined;
  /** True when rows are grouped, with or without keys. */
  readonly grouped: boolean;
  readonly having: BoundExpr | undefined;
  readonly qualify: BoundExpr | undefined;
  readonly distinct: readonly BoundExpr[] | undefined;
}

export interface BoundSet extends BoundTail {
  readonly k: 'set';
  readonly ctes: readonly BoundCte[];
  readonly op: 'union' | 'except' | 'intersect';
  readonly all: boolean;
  readonly left: BoundQuery;
  readonly right: BoundQuery;
  readonly recursive: boolean;
  /** Names of the left side, common types. `expr` stands for the column as ORDER BY sees it. */
  readonly outputs: readonly BoundOutput[];
}

export type BoundQuery = BoundSelect | BoundSet;
