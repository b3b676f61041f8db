import type { ColumnSource, Lineage, LineageUse } from '@akili/model';
import { isMasking } from '../functions/masking.ts';
import type { BoundExpr, BoundFrom, BoundOrder, BoundQuery, BoundRelation } from './bound.ts';

/** Where the values and the rows of a query come from, down to the columns of inputs and of `this`. */
export function lineageOf(query: BoundQuery): Lineage {
  const tracer = newTracer();
  const columns: Record<string, readonly ColumnSource[]> = {};
  query.outputs.forEach((output, i) => {
    if (output.name === undefined) return;
    columns[output.name] = sorted(tracer.output(query, i).map((use) => ({ ...use })));
  });
  return { columns, rows: sorted(tracer.rows(query)) };
}

interface Tracer {
  output(query: BoundQuery, index: number): readonly ColumnSource[];
  rows(query: BoundQuery): readonly ColumnSource[];
}

/** How much an expression says about a use further in: a column of a sum of a subquery's value is aggregated. */
const outerFirst: readonly LineageUse[] = ['filter', 'join', 'group', 'order', 'window', 'aggregate', 'value'];

function combined(outer: LineageUse, inner: LineageUse): LineageUse {
  return outerFirst.indexOf(outer) <= outerFirst.indexOf(inner) ? outer : inner;
}

function newTracer(): Tracer {
  const outputs = new Map<BoundQuery, Map<number, readonly ColumnSource[]>>();
  const rows = new Map<BoundQuery, readonly ColumnSource[]>();
  const tracer: Tracer = {
    output(query, index) {
      const known = outputs.get(query) ?? new Map<number, readonly ColumnSource[]>();
      outputs.set(query, known);
      const done = known.get(index);
      if (done !== undefined) return done;
      // Set first, so that a recursive query that reads itself ends here.
      known.set(index, []);
      const found = new Found();
      if (query.k === 'set') {
        // What EXCEPT takes away gives no value.
        const sides = query.op === 'except' ? [query.left] : [query.left, query.right];
        for (const side of sides) found.addAll(tracer.output(side, index), 'value');
      } else {
        const expr = query.outputs[index]?.expr;
        if (expr !== undefined) trace(expr, 'value', found, tracer);
      }
      known.set(index, found.list());
      return found.list();
    },
    rows(query) {
      const done = rows.get(query);
      if (done !== undefined) return done;
      rows.set(query, []);
      const found = new Found();
      traceRows(query, found, tracer);
      rows.set(query, found.list());
      return found.list();
    },
  };
  return tracer;
}

class Found {
  readonly #uses = new Map<string, ColumnSource>();
  /** The function that hides what is being traced, where one does. */
  #masked: string | undefined;
  add(source: ColumnSource): void {
    const masked = source.masked ?? this.#masked;
    const added = masked === undefined || source.masked === masked ? source : { ...source, masked };
    this.#uses.set(keyOf(added), added);
  }
  addAll(sources: readonly ColumnSource[], use: LineageUse): void {
    for (const source of sources) this.add({ ...source, use: combined(use, source.use) });
  }
  /** Traces what stands inside a function that hides its argument; the outermost one is named. */
  masking(name: string, traceInside: () => void): void {
    const around = this.#masked;
    this.#masked ??= name;
    traceInside();
    this.#masked = around;
  }
  list(): readonly ColumnSource[] {
    return [...this.#uses.values()];
  }
}

function trace(expr: BoundExpr, use: LineageUse, found: Found, tracer: Tracer): void {
  const each = (parts: readonly (BoundExpr | undefined)[], as: LineageUse): void => {
    for (const part of parts) if (part !== undefined) trace(part, combined(use, as), found, tracer);
  };
  switch (expr.k) {
    case 'column':
      traceColumn(expr.relation, expr.name, use, found, tracer);
      return;
    case 'literal':
    case 'broken':
      return;
    case 'call': {
      // A window function such as LAG gives values of other rows as they are; only its order and partition do not.
      const inside = (): void => each(expr.args, expr.fn.kind === 'aggregate' ? 'aggregate' : 'value');
      if (isMasking(expr.fn)) found.masking(expr.fn.name, inside);
      else inside();
      each([expr.filter], 'filter');
      each(orders(expr.order), 'order');
      if (expr.over) each([...expr.over.partition, ...orders(expr.over.order)], 'window');
      return;
    }
    case 'compare':
      return each([expr.left, expr.right], 'value');
    case 'logic':
    case 'coalesce':
    case 'in':
      return each(expr.args, 'value');
    case 'grouping':
      return each(expr.args, 'group');
    case 'not':
    case 'is-null':
    case 'cast':
      return each([expr.arg], 'value');
    case 'between':
      return each([expr.arg, expr.lower, expr.upper], 'value');
    case 'case':
      each(
        expr.whens.map((item) => item.when),
        'filter',
      );
      return each([...expr.whens.map((item) => item.then), expr.otherwise], 'value');
    case 'index':
      return each([expr.arg, expr.index], 'value');
    case 'slice':
      return each([expr.arg, expr.from, expr.to], 'value');
    case 'interval':
      return each(
        expr.parts.map((part) => part.count),
        'value',
      );
    case 'shift':
      return each([expr.arg, expr.by], 'value');
    case 'subquery': {
      each([expr.arg], 'value');
      const exists = expr.kind === 'exists' || expr.kind === 'not-exists';
      if (!exists) found.addAll(tracer.output(expr.query, 0), use);
      found.addAll(tracer.rows(expr.query), combined(use, 'filter'));
    }
  }
}

function traceColumn(relation: BoundRelation, name: string, use: LineageUse, found: Found, tracer: Tracer): void {
  const { source } = relation;
  const index = relation.columns.findIndex((column) => column.name === name);
  switch (source.kind) {
    case 'base':
      found.add({ input: source.relation.name, column: name, use });
      return;
    case 'query':
      found.addAll(tracer.output(source.query, index), use);
      return;
    case 'cte':
      if (source.cte.query !== undefined) found.addAll(tracer.output(source.cte.query, index), use);
      return;
    case 'values':
      for (const row of source.rows) {
        const cell = row[index];
        if (cell !== undefined) trace(cell, use, found, tracer);
      }
      return;
    case 'series':
      for (const arg of source.args) trace(arg, use, found, tracer);
  }
}

function orders(order: readonly BoundOrder[] | undefined): readonly BoundExpr[] {
  return (order ?? []).map((item) => item.expr);
}

function traceRows(query: BoundQuery, found: Found, tracer: Tracer): void {
  if (query.k === 'set') {
    found.addAll(tracer.rows(query.left), 'value');
    found.addAll(tracer.rows(query.right), 'value');
    if (!query.all || query.op !== 'union') {
      const use = query.all ? 'filter' : 'group';
      for (const side of [query.left, query.right]) {
        side.outputs.forEach((_, i) => found.addAll(tracer.output(side, i), use));
      }
    }
    return;
  }
  const each = (exprs: readonly (BoundExpr | undefined)[], use: LineageUse): void => {
    for (const expr of exprs) if (expr !== undefined) trace(expr, use, found, tracer);
  };
  if (query.from !== undefined) traceFrom(query.from, found, tracer);
  each([query.where, query.having, query.qualify], 'filter');
  each(query.group, 'group');
  if (query.distinct?.length === 0) query.outputs.forEach((_, i) => found.addAll(tracer.output(query, i), 'group'));
  each(query.distinct ?? [], 'group');
  // Order decides rows only where some are cut off.
  if (query.limit !== undefined || query.distinct !== undefined) each(orders(query.order), 'order');
}

function traceFrom(from: BoundFrom, found: Found, tracer: Tracer): void {
  if (from.k === 'join') {
    traceFrom(from.left, found, tracer);
    traceFrom(from.right, found, tracer);
    if (from.on !== undefined) trace(from.on, 'join', found, tracer);
    return;
  }
  const { source } = from.relation;
  if (source.kind === 'query') found.addAll(tracer.rows(source.query), 'value');
  // A list gives as many rows as it has elements.
  if (source.kind === 'series') for (const arg of source.args) trace(arg, 'join', found, tracer);
  if (source.kind === 'cte' && source.cte.query) found.addAll(tracer.rows(source.cte.query), 'value');
}

function sorted(sources: readonly ColumnSource[]): readonly ColumnSource[] {
  return [...sources].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
}

function keyOf({ input, column, use, masked = '' }: ColumnSource): string {
  return `${input}\0${column}\0${use}\0${masked}`;
}
