import type { Call, Expression } from '../expression/expression.ts';
import type { OrderItem } from '../expression/order-item.ts';
import type { Name } from '../syntax/names.ts';

/** A query with its common tables, order and limit. `at` is the offset of its first token. */
export interface Query {
  readonly kind: 'query';
  readonly at: number;
  readonly recursive: boolean;
  readonly tables: readonly CommonTable[];
  readonly body: QueryBody;
  /** `'all'` for ORDER BY ALL. */
  readonly orderBy: readonly OrderItem[] | 'all';
  readonly limit?: number;
  readonly offset?: number;
}

export interface CommonTable {
  readonly kind: 'commonTable';
  readonly at: number;
  readonly name: string;
  readonly columns?: readonly string[];
  readonly query: Query;
}

export type QueryBody = Select | SetOperation | Query;

export interface SetOperation {
  readonly kind: 'setOperation';
  readonly at: number;
  readonly operator: 'UNION' | 'UNION ALL' | 'INTERSECT' | 'EXCEPT';
  readonly left: QueryBody;
  readonly right: QueryBody;
}

export interface Select {
  readonly kind: 'select';
  readonly at: number;
  readonly distinct: boolean;
  readonly hint?: string;
  readonly items: readonly SelectItem[];
  readonly from: readonly Relation[];
  readonly where?: Expression;
  readonly groupBy?: Grouping;
  readonly having?: Expression;
  readonly qualify?: Expression;
}

export type SelectItem =
  | { readonly kind: 'star'; readonly at: number; readonly of?: Name; readonly exclude: readonly string[] }
  | { readonly kind: 'item'; readonly at: number; readonly expression: Expression; readonly alias?: string };

export type Grouping =
  | { readonly by: 'expressions'; readonly items: readonly Expression[] }
  | { readonly by: 'rollup' | 'cube'; readonly items: readonly Expression[] }
  | { readonly by: 'sets'; readonly sets: readonly (readonly Expression[])[] };

export type Relation = Table | Derived | TableFunction | Join | Pivot;

export interface Table {
  readonly kind: 'table';
  readonly at: number;
  readonly name: Name;
  readonly partitions?: readonly string[];
  readonly alias?: string;
}

export interface Derived {
  readonly kind: 'derived';
  readonly at: number;
  readonly query: Query;
  readonly alias: string;
  readonly columns?: readonly string[];
}

export interface TableFunction {
  readonly kind: 'tableFunction';
  readonly at: number;
  readonly call: Call;
  /** Names of the arguments, where they were given by name. */
  readonly named?: readonly string[];
  readonly alias?: string;
  readonly columns?: readonly string[];
}

export interface Join {
  readonly kind: 'join';
  readonly at: number;
  readonly type: string;
  readonly left: Relation;
  readonly right: Relation;
  readonly on?: Expression;
  readonly using?: readonly string[];
}

export interface Pivot {
  readonly kind: 'pivot';
  readonly at: number;
  readonly relation: Relation;
  readonly aggregates: readonly { readonly call: Call; readonly alias?: string }[];
  readonly columns: readonly string[];
}
