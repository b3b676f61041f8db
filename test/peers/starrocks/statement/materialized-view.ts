import type { Expression } from '../expression/expression.ts';
import { readExpression } from '../expression/read-expression.ts';
import type { Query } from '../query/query.ts';
import { readQuery } from '../query/read-query.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readList, readParenthesised } from '../syntax/list.ts';
import { readColumnList, readName, type Name } from '../syntax/names.ts';
import {
  readComment,
  readIfNotExists,
  readProperties,
  readPropertyList,
  type Properties,
} from '../syntax/properties.ts';
import { readDistribution, type Distribution } from './distribution.ts';
import { readRefreshScheme, type RefreshScheme } from './refresh-scheme.ts';

export interface CreateMaterializedView {
  readonly kind: 'createMaterializedView';
  readonly name: Name;
  readonly ifNotExists: boolean;
  readonly comment?: string;
  readonly distribution?: Distribution;
  readonly refresh?: RefreshScheme;
  readonly partitionBy?: readonly Expression[];
  readonly orderBy?: readonly string[];
  readonly properties?: Properties;
  readonly query: Query;
}

export interface AlterMaterializedView {
  readonly kind: 'alterMaterializedView';
  readonly name: Name;
  readonly change:
    | { readonly to: 'name'; readonly name: Name }
    | { readonly to: 'refresh'; readonly refresh: RefreshScheme }
    | { readonly to: 'active' | 'inactive' }
    | { readonly to: 'swap'; readonly with: Name }
    | { readonly to: 'properties'; readonly properties: Properties };
}

type Clauses = Pick<CreateMaterializedView, 'distribution' | 'refresh' | 'partitionBy' | 'orderBy' | 'properties'>;

/**
 * Reads `[IF NOT EXISTS] name [COMMENT ...] clauses AS query`: the comment right after the name, the clauses in any order and
 * each once; PARTITION BY and ORDER BY only with DISTRIBUTED BY or REFRESH, which make the view asynchronous.
 * Source: docs `materialized_view/CREATE_MATERIALIZED_VIEW.md`, `best_practices/query_tuning/query_hint.md` for the order.
 */
export function readCreateMaterializedView(cursor: Cursor): CreateMaterializedView {
  const ifNotExists = readIfNotExists(cursor);
  const at = cursor.peek().at;
  const name = readName(cursor);
  const comment = readComment(cursor);
  const clauses = readClauses(cursor);
  if (!clauses.distribution && !clauses.refresh && (clauses.partitionBy || clauses.orderBy)) {
    cursor.reject(at, 'Materialized view needs DISTRIBUTED BY or REFRESH to have PARTITION BY or ORDER BY');
  }
  cursor.expect('AS');
  const head = { kind: 'createMaterializedView', name, ifNotExists } as const;
  return { ...head, ...(comment !== undefined && { comment }), ...clauses, query: readQuery(cursor) };
}

function readClauses(cursor: Cursor): Clauses {
  let clauses: Clauses = {};
  for (;;) {
    if (!clauses.distribution && cursor.accept('DISTRIBUTED', 'BY')) {
      clauses = { ...clauses, distribution: readDistribution(cursor) };
    } else if (!clauses.refresh && cursor.accept('REFRESH')) {
      clauses = { ...clauses, refresh: readRefreshScheme(cursor) };
    } else if (!clauses.partitionBy && cursor.accept('PARTITION', 'BY')) {
      clauses = { ...clauses, partitionBy: readPartition(cursor) };
    } else if (!clauses.orderBy && cursor.accept('ORDER', 'BY')) {
      clauses = { ...clauses, orderBy: readColumnList(cursor) };
    } else {
      const properties = clauses.properties ? undefined : readProperties(cursor);
      if (properties === undefined) return clauses;
      clauses = { ...clauses, properties };
    }
  }
}

function readPartition(cursor: Cursor): readonly Expression[] {
  const at = cursor.peek().at;
  const partitionBy = cursor.sees('(')
    ? readParenthesised(cursor, () => readExpression(cursor))
    : readList(cursor, () => readExpression(cursor));
  if (partitionBy.length > 1 && !cursor.has('multiColumnViewPartition')) {
    cursor.reject(at, 'Partition expressions currently only support one column');
  }
  return partitionBy;
}

/** Source: docs `materialized_view/ALTER_MATERIALIZED_VIEW.md`; its ORDER BY is of 4.2. */
export function readAlterMaterializedView(cursor: Cursor): AlterMaterializedView {
  const name = readName(cursor);
  return { kind: 'alterMaterializedView', name, change: readChange(cursor) };
}

function readChange(cursor: Cursor): AlterMaterializedView['change'] {
  if (cursor.accept('RENAME')) return { to: 'name', name: readName(cursor, 2) };
  if (cursor.accept('REFRESH')) return { to: 'refresh', refresh: readRefreshScheme(cursor) };
  if (cursor.accept('ACTIVE')) return { to: 'active' };
  if (cursor.accept('INACTIVE')) return { to: 'inactive' };
  if (cursor.accept('SWAP', 'WITH')) return { to: 'swap', with: readName(cursor) };
  cursor.expect('SET');
  return { to: 'properties', properties: readPropertyList(cursor) };
}
