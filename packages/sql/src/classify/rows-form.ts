import type { BoundFrom, BoundQuery, BoundRelation, BoundSelect, BoundSet } from '../analyse/bound.ts';
import { orderForm } from './expr-form.ts';
import type { Depth, NormalForm } from './normal-form.ts';

/** What decides which rows a query gives, how often and in which order: its clauses by name. */
export interface RowClauses {
  readonly from: string;
  readonly where: string;
  readonly group: string;
  readonly having: string;
  readonly qualify: string;
  readonly distinct: string;
  readonly order: string;
  readonly limit: string;
  readonly offset: string;
}

/** The normal form of everything but a query's outputs; of DISTINCT and of set operations, of those as well. */
export function rowsForm(query: BoundQuery, form: NormalForm, depth: Depth): string {
  if (query.k === 'set') return setForm(query, form, depth);
  const clauses = rowClauses(query, form, depth);
  return `select ${Object.values(clauses).join(' | ')}`;
}

/** The clauses of a SELECT, each in its normal form; empty where there is none. */
export function rowClauses(query: BoundSelect, form: NormalForm, depth: Depth): RowClauses {
  const one = (expr: BoundSelect['where']): string => (expr === undefined ? '' : form.expr(expr, depth));
  // Relations take their seats first: every other clause speaks of them.
  const from = query.from === undefined ? '' : fromForm(query.from, form, depth, { next: 0 });
  return {
    from,
    where: one(query.where),
    group: groupForm(query, form, depth),
    having: one(query.having),
    qualify: one(query.qualify),
    distinct: distinctForm(query, form, depth),
    order: orderForm(query.order, form, depth),
    limit: one(query.limit),
    offset: one(query.offset),
  };
}

function groupForm({ grouped, group, groupSets }: BoundSelect, form: NormalForm, depth: Depth): string {
  if (!grouped) return '';
  const keys = group.map((expr) => form.expr(expr, depth));
  // In plain GROUP BY the order says nothing, nor does a key that is there twice.
  if (groupSets === undefined) return `by(${[...new Set(keys)].sort().join()})`;
  return `sets(${groupSets.map((set) => `{${set.map((index) => keys[index]).join()}}`).join()})`;
}

function distinctForm(query: BoundSelect, form: NormalForm, depth: Depth): string {
  const { distinct, outputs } = query;
  if (distinct === undefined) return '';
  if (distinct.length > 0) return `on(${distinct.map((expr) => form.expr(expr, depth)).join()})`;
  return `all(${outputs.map((_, index) => form.output(query, index, depth)).join()})`;
}

function setForm(query: BoundSet, form: NormalForm, depth: Depth): string {
  const inner = { frame: depth.frame, level: depth.level + 1 };
  // ORDER BY of a set operation reads the columns that both sides give.
  const first = query.outputs[0]?.expr;
  if (first?.k === 'column') form.seat(first.relation, { ...depth, index: -1 });
  const { op, all, recursive } = query;
  const sides = [query.left, query.right].map((side) => form.whole(side, inner)).join();
  const tail = [query.limit, query.offset].map((expr) => (expr === undefined ? '' : form.expr(expr, depth)));
  return `${op}${all ? ' all' : ''}${recursive ? ' recursive' : ''}(${sides}) ${orderForm(query.order, form, depth)} | ${tail.join(' | ')}`;
}

function fromForm(from: BoundFrom, form: NormalForm, depth: Depth, seats: { next: number }): string {
  if (from.k === 'relation') return relationForm(from.relation, form, depth, seats.next++);
  const left = fromForm(from.left, form, depth, seats);
  const right = fromForm(from.right, form, depth, seats);
  const on = from.on === undefined ? '' : form.expr(from.on, depth);
  return form.intern(`${from.kind}(${left},${right},${on})`);
}

function relationForm(relation: BoundRelation, form: NormalForm, depth: Depth, index: number): string {
  const { source } = relation;
  form.seat(relation, { ...depth, index });
  switch (source.kind) {
    case 'base':
      return form.intern(`base${JSON.stringify([source.relation.kind, source.relation.name])}`);
    case 'query': {
      // One that reads columns of tables before it belongs to this query; any other is closed, as a CTE is.
      const inner = source.lateral
        ? { frame: depth.frame, level: depth.level + 1 }
        : { frame: depth.frame + 1, level: 0 };
      return queryForm(relation, source.query, form, inner, source.lateral ? 'lateral' : 'query');
    }
    case 'cte':
      if (source.cte.query === undefined) return 'itself';
      return queryForm(relation, source.cte.query, form, { frame: depth.frame + 1, level: 0 }, 'query');
    case 'values': {
      const rows = source.rows.map((row) => `(${row.map((cell) => form.expr(cell, depth)).join()})`);
      return form.intern(`values${rows.join()}`);
    }
    case 'series':
      return form.intern(`${source.name}(${source.args.map((arg) => form.expr(arg, depth)).join()})`);
  }
}

/** Only the rows: a column is written with what it is, and one that nobody reads changes nothing. */
function queryForm(
  { open }: BoundRelation,
  query: BoundQuery,
  form: NormalForm,
  depth: Depth,
  word: 'query' | 'lateral',
): string {
  const rows = form.rows(query, depth);
  const named = open ? `${form.whole(query, depth)}${JSON.stringify(query.outputs.map(({ name }) => name))}` : rows;
  return form.intern(`${word}(${named})`);
}
