import type { TypeNode } from './type-node.ts';

/**
 * Our own tree of one statement: only node kinds that the authoring dialect knows, offsets in UTF-16 units of the
 * rendered SQL, plain JSON. `query` is undefined when the text cannot be read; `faults` says why, and also names
 * constructs that are read over (their nodes are `{ k: 'fault' }`).
 */
export interface SqlTree {
  readonly version: 1;
  readonly query: QueryNode | undefined;
  readonly faults: readonly TreeFault[];
}

/** Rendered SQL -> its tree. */
export type Trees = ReadonlyMap<string, SqlTree>;

/** What is wrong with a text before anything in it is looked up. */
export interface TreeFault {
  readonly kind: 'syntax' | 'not-a-select' | 'not-one-statement' | 'construct' | 'too-large' | 'too-deep';
  /** The parser's own words, the construct's name, or the limit. */
  readonly what: string;
  readonly at: number;
}

export interface OrderItem {
  readonly expr: ExprNode;
  readonly desc: boolean;
  readonly nullsFirst: boolean;
}

/** One bound of a window frame. `offset` is there for `preceding` and `following`. */
export interface FrameBound {
  readonly kind: 'unbounded-preceding' | 'preceding' | 'current-row' | 'following' | 'unbounded-following';
  readonly offset?: ExprNode;
}

export interface Frame {
  readonly mode: 'rows' | 'range' | 'groups';
  readonly start: FrameBound;
  readonly end: FrameBound;
  readonly exclude?: 'current-row' | 'group' | 'ties';
}

/** `at` is the node's offset, -1 where the parser gives none. `as` is the alias of a select item. */
interface NodeBase {
  readonly at: number;
  readonly as?: string;
}

export type LiteralKind = 'null' | 'boolean' | 'integer' | 'bigint' | 'hugeint' | 'decimal' | 'double' | 'varchar';

export type ComparisonOperator = '=' | '<>' | '<' | '>' | '<=' | '>=' | 'distinct' | 'not-distinct';

export type ExprNode =
  | (NodeBase & { readonly k: 'column'; readonly names: readonly string[] })
  /** Numbers are kept as their decimal digits, so that nothing loses precision. */
  | (NodeBase & { readonly k: 'literal'; readonly kind: LiteralKind; readonly value: string; readonly scale?: number })
  | (NodeBase & {
      readonly k: 'call';
      readonly name: string;
      readonly args: readonly ExprNode[];
      readonly operator?: true;
      readonly distinct?: true;
      readonly filter?: ExprNode;
      readonly order?: readonly OrderItem[];
    })
  | (NodeBase & {
      readonly k: 'window';
      readonly name: string;
      readonly args: readonly ExprNode[];
      readonly partition: readonly ExprNode[];
      readonly order: readonly OrderItem[];
      /** Undefined: the default frame. */
      readonly frame?: Frame;
      readonly distinct?: true;
      readonly ignoreNulls?: true;
      readonly filter?: ExprNode;
      readonly argOrder?: readonly OrderItem[];
    })
  | (NodeBase & {
      readonly k: 'compare';
      readonly op: ComparisonOperator;
      readonly left: ExprNode;
      readonly right: ExprNode;
    })
  | (NodeBase & { readonly k: 'logic'; readonly op: 'and' | 'or'; readonly args: readonly ExprNode[] })
  | (NodeBase & { readonly k: 'not'; readonly arg: ExprNode })
  | (NodeBase & { readonly k: 'is-null'; readonly negated: boolean; readonly arg: ExprNode })
  | (NodeBase & { readonly k: 'coalesce'; readonly args: readonly ExprNode[] })
  /** `args[0] IN (args[1], ...)`. */
  | (NodeBase & { readonly k: 'in'; readonly negated: boolean; readonly args: readonly ExprNode[] })
  | (NodeBase & {
      readonly k: 'between';
      readonly arg: ExprNode;
      readonly lower: ExprNode;
      readonly upper: ExprNode;
    })
  | (NodeBase & {
      readonly k: 'case';
      readonly whens: readonly { readonly when: ExprNode; readonly then: ExprNode }[];
      readonly otherwise?: ExprNode;
    })
  | (NodeBase & { readonly k: 'cast'; readonly arg: ExprNode; readonly type: TypeNode; readonly attempt?: true })
  /** `arg` and `op` are there for `any`: `arg = ANY (query)` is also how `arg IN (query)` is read. */
  | (NodeBase & {
      readonly k: 'subquery';
      readonly kind: 'scalar' | 'exists' | 'not-exists' | 'any' | 'all' | 'array';
      readonly query: QueryNode;
      readonly arg?: ExprNode;
      readonly op?: ComparisonOperator;
    })
  | (NodeBase & { readonly k: 'grouping'; readonly args: readonly ExprNode[] })
  | (NodeBase & { readonly k: 'index'; readonly arg: ExprNode; readonly index: ExprNode })
  | (NodeBase & { readonly k: 'slice'; readonly arg: ExprNode; readonly from?: ExprNode; readonly to?: ExprNode })
  | (NodeBase & {
      readonly k: 'star';
      readonly relation?: string;
      readonly exclude: readonly string[];
      readonly replace: readonly { readonly name: string; readonly expr: ExprNode }[];
      readonly rename: readonly { readonly from: string; readonly to: string }[];
    })
  /** Read over: the tree's faults name it. */
  | (NodeBase & { readonly k: 'fault' });

export interface CteNode {
  readonly name: string;
  readonly columns: readonly string[];
  readonly query: QueryNode;
}

export interface Tail {
  readonly order: readonly OrderItem[];
  /** `ORDER BY ALL`. */
  readonly orderAll?: { readonly desc: boolean; readonly nullsFirst: boolean };
  readonly limit?: ExprNode;
  readonly offset?: ExprNode;
}

export interface SelectNode extends Tail {
  readonly k: 'select';
  readonly ctes: readonly CteNode[];
  readonly items: readonly ExprNode[];
  readonly from: FromNode | undefined;
  readonly where?: ExprNode;
  readonly group: readonly ExprNode[];
  /** Indexes into `group`; one set with every index for a plain GROUP BY. */
  readonly groupSets: readonly (readonly number[])[];
  readonly groupAll?: true;
  readonly having?: ExprNode;
  readonly qualify?: ExprNode;
  /** An empty list is a plain DISTINCT, otherwise DISTINCT ON. */
  readonly distinct?: readonly ExprNode[];
}

export interface SetNode extends Tail {
  readonly k: 'set';
  readonly ctes: readonly CteNode[];
  readonly op: 'union' | 'except' | 'intersect';
  readonly all: boolean;
  readonly byName?: true;
  readonly left: QueryNode;
  readonly right: QueryNode;
  readonly distinct?: readonly ExprNode[];
}

/** The body of a recursive CTE. */
export interface RecursiveNode {
  readonly k: 'recursive';
  readonly all: boolean;
  readonly left: QueryNode;
  readonly right: QueryNode;
}

export type QueryNode = SelectNode | SetNode | RecursiveNode;

export type JoinKind = 'inner' | 'left' | 'right' | 'full' | 'cross' | 'semi' | 'anti';

interface FromBase {
  readonly at: number;
  readonly alias?: string;
  readonly columns?: readonly string[];
}

export type FromNode =
  /** `path` holds catalog and schema, where the author wrote them. */
  | (FromBase & { readonly k: 'table'; readonly name: string; readonly path?: readonly string[] })
  | (FromBase & {
      readonly k: 'join';
      readonly kind: JoinKind;
      readonly left: FromNode;
      readonly right: FromNode;
      readonly on?: ExprNode;
      readonly using?: readonly string[];
      readonly natural?: true;
    })
  | (FromBase & { readonly k: 'derived'; readonly query: QueryNode })
  | (FromBase & { readonly k: 'values'; readonly rows: readonly (readonly ExprNode[])[] })
  | (FromBase & { readonly k: 'function'; readonly name: string; readonly args: readonly ExprNode[] })
  | (FromBase & { readonly k: 'fault' });
