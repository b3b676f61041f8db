import type { BoundExpr, BoundRelation, BoundSelect } from '../analyse/bound.ts';
import type { LintScope } from './linter.ts';

/**
 * The keys of a relation, as lower-case names of its columns: those declared for an input, also through a subquery or
 * CTE that only chooses columns. Where rows are filtered or grouped, a part of the key may be enough: then none.
 */
export function keysOfRelation(relation: BoundRelation, scope: LintScope): readonly (readonly string[])[] {
  const { source } = relation;
  if (source.kind === 'base') {
    return scope.declaredKeys(source.relation).map((key) => key.map((column) => column.toLowerCase()));
  }
  const query = source.kind === 'query' ? source.query : source.kind === 'cte' ? source.cte.query : undefined;
  if (query?.k !== 'select' || query.from?.k !== 'relation' || !isPlain(query)) return [];
  const { relation: inner } = query.from;
  return keysOfRelation(inner, scope).flatMap((key) => {
    const names = key.map((column) => {
      const index = query.outputs.findIndex(({ expr }) => isColumn(expr, inner, column));
      return relation.columns[index]?.name.toLowerCase();
    });
    return names.includes(undefined) ? [] : [names as string[]];
  });
}

function isPlain(query: BoundSelect): boolean {
  const { where, grouped, qualify, distinct, limit, offset } = query;
  return !grouped && [where, qualify, distinct, limit, offset].every((clause) => clause === undefined);
}

function isColumn(expr: BoundExpr, relation: BoundRelation, lower: string): boolean {
  return expr.k === 'column' && expr.relation === relation && expr.name.toLowerCase() === lower;
}
