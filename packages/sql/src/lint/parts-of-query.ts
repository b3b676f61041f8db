import type { BoundCte, BoundExpr, BoundFrom, BoundQuery, BoundRelation, BoundSelect } from '../analyse/bound.ts';

/** The relations of FROM in order, those of semi joins among them. */
export function relationsIn(from: BoundFrom | undefined): readonly BoundRelation[] {
  if (from === undefined) return [];
  return from.k === 'relation' ? [from.relation] : [...relationsIn(from.left), ...relationsIn(from.right)];
}

/** Every expression that stands directly in a query: not those of subqueries, CTEs and derived tables. */
export function expressionsOf(query: BoundQuery): readonly BoundExpr[] {
  const found: (BoundExpr | undefined)[] = [...query.order.map((item) => item.expr), query.limit, query.offset];
  if (query.k === 'select') {
    for (const output of query.outputs) found.push(output.expr);
    addFrom(query.from, found);
    found.push(query.where, ...query.group, query.having, query.qualify, ...(query.distinct ?? []));
  }
  return found.filter((expr) => expr !== undefined);
}

function addFrom(from: BoundFrom | undefined, found: (BoundExpr | undefined)[]): void {
  if (from === undefined) return;
  if (from.k === 'join') {
    addFrom(from.left, found);
    addFrom(from.right, found);
    found.push(from.on);
    return;
  }
  const { source } = from.relation;
  if (source.kind === 'values') for (const row of source.rows) found.push(...row);
  if (source.kind === 'series') found.push(...source.args);
}

/** The queries directly inside one: sides, CTEs and derived tables. */
export function queriesIn(query: BoundQuery): readonly BoundQuery[] {
  const ctes = query.ctes.flatMap((cte: BoundCte) => cte.query ?? []);
  if (query.k === 'set') return [...ctes, query.left, query.right];
  const derived = relationsIn(query.from).flatMap(({ source }) => (source.kind === 'query' ? [source.query] : []));
  return [...ctes, ...derived];
}

/** The query that makes a relation, where one does, and the output that a column of it is. */
export function madeBy(relation: BoundRelation, column: string): readonly [BoundQuery, number] | undefined {
  const { source } = relation;
  const query = source.kind === 'query' ? source.query : source.kind === 'cte' ? source.cte.query : undefined;
  if (query === undefined) return undefined;
  const index = relation.columns.findIndex((one) => one.name === column);
  return index < 0 ? undefined : [query, index];
}

/** The parts of a condition that must all be true. */
export function conjunctsOf(expr: BoundExpr | undefined): readonly BoundExpr[] {
  if (expr === undefined) return [];
  return expr.k === 'logic' && expr.op === 'and' ? expr.args.flatMap(conjunctsOf) : [expr];
}

/** The conditions that every row of a SELECT fulfils: WHERE, and ON of inner joins. */
export function rowConditions(select: BoundSelect): readonly BoundExpr[] {
  return [...conjunctsOf(select.where), ...innerConditions(select.from)];
}

function innerConditions(from: BoundFrom | undefined): readonly BoundExpr[] {
  if (from === undefined || from.k === 'relation') return [];
  const own = from.kind === 'inner' ? conjunctsOf(from.on) : [];
  const left = from.kind === 'inner' || from.kind === 'left' || from.kind === 'cross' ? innerConditions(from.left) : [];
  return [...own, ...left];
}
