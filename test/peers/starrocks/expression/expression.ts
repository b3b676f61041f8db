import type { Query } from '../query/query.ts';
import type { Name } from '../syntax/names.ts';
import type { OrderItem } from './order-item.ts';
import type { Window } from './window.ts';

/** A value in a statement. `at` is the offset of its first token. */
export type Expression =
  | { readonly kind: 'literal'; readonly at: number; readonly type: LiteralType; readonly text: string }
  | { readonly kind: 'column'; readonly at: number; readonly name: Name }
  | { readonly kind: 'variable'; readonly at: number; readonly scope: VariableScope; readonly name: string }
  | Call
  | { readonly kind: 'unary'; readonly at: number; readonly operator: string; readonly operand: Expression }
  | Binary
  | Between
  | { readonly kind: 'isNull'; readonly at: number; readonly operand: Expression; readonly negated: boolean }
  | InList
  | InQuery
  | { readonly kind: 'exists'; readonly at: number; readonly query: Query }
  | { readonly kind: 'subquery'; readonly at: number; readonly query: Query }
  | { readonly kind: 'tuple'; readonly at: number; readonly items: readonly Expression[] }
  | Case
  | { readonly kind: 'cast'; readonly at: number; readonly operand: Expression; readonly type: string }
  | { readonly kind: 'array'; readonly at: number; readonly type?: string; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly at: number; readonly type?: string; readonly entries: readonly MapEntry[] }
  | { readonly kind: 'element'; readonly at: number; readonly operand: Expression; readonly index: Expression }
  | { readonly kind: 'field'; readonly at: number; readonly operand: Expression; readonly name: string }
  | { readonly kind: 'arrow'; readonly at: number; readonly operand: Expression; readonly path: string }
  | { readonly kind: 'lambda'; readonly at: number; readonly parameters: Name; readonly body: Expression }
  | { readonly kind: 'interval'; readonly at: number; readonly value: Expression; readonly unit: string }
  | { readonly kind: 'keyword'; readonly at: number; readonly word: string };

export type LiteralType = 'number' | 'string' | 'boolean' | 'null' | 'date' | 'datetime';

export type VariableScope = 'user' | 'session' | 'global';

export interface MapEntry {
  readonly key: Expression;
  readonly value: Expression;
}

/** A call of a function; `name` is in lower case, as messages of the server print it. */
export interface Call {
  readonly kind: 'call';
  readonly at: number;
  /** Offset of the call's last token: where the server's messages end its place. */
  readonly last: number;
  readonly name: string;
  readonly distinct: boolean;
  /** True for `COUNT(*)`. */
  readonly star: boolean;
  readonly arguments: readonly Expression[];
  readonly ignoreNulls: boolean;
  readonly orderBy: readonly OrderItem[];
  readonly separator?: Expression;
  readonly filter?: Expression;
  readonly over?: Window;
}

export interface Binary {
  readonly kind: 'binary';
  readonly at: number;
  /** In upper case, as written: `||` is a logical OR for the server. */
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Between {
  readonly kind: 'between';
  readonly at: number;
  readonly operand: Expression;
  readonly low: Expression;
  readonly high: Expression;
  readonly negated: boolean;
}

export interface InList {
  readonly kind: 'inList';
  readonly at: number;
  readonly operand: Expression;
  readonly items: readonly Expression[];
  readonly negated: boolean;
}

export interface InQuery {
  readonly kind: 'inQuery';
  readonly at: number;
  readonly operand: Expression;
  readonly query: Query;
  readonly negated: boolean;
}

export interface Case {
  readonly kind: 'case';
  readonly at: number;
  readonly operand?: Expression;
  readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
  readonly otherwise?: Expression;
}
