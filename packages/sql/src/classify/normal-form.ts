import type { ExprType } from '../analyse/expr-type.ts';
import type { BoundExpr, BoundQuery, BoundRelation } from '../analyse/bound.ts';
import { exprForm } from './expr-form.ts';
import { rowsForm } from './rows-form.ts';

/**
 * `strict`: a column names the use of its relation, by place in FROM. `loose`: only what it reads, so that expressions
 * can still be compared where FROM changed.
 */
export type FormMode = 'strict' | 'loose';

/** Where a relation stands: how many closed queries are around it, how deep in the innermost, its number in FROM. */
interface Seat {
  readonly frame: number;
  readonly level: number;
  readonly index: number;
}

/** The query that is being written: CTEs and plain subqueries of FROM see nothing of the query around them. */
export interface Depth {
  readonly frame: number;
  readonly level: number;
}

/**
 * Writes normalised queries as short texts: two expressions or queries have the same text exactly when they are the
 * same but for names of relations and subqueries, the place of a definition (WITH or FROM), and the order of conditions.
 * Both versions are written with one instance, whose texts are only comparable with each other.
 */
export interface NormalForm {
  readonly mode: FormMode;
  /** A short text that stands for a long one. */
  intern(text: string): string;
  seat(relation: BoundRelation, seat: Seat): void;
  expr(expr: BoundExpr, depth: Depth): string;
  column(relation: BoundRelation, name: string, depth: Depth): string;
  /** What decides the rows of a query: everything but its outputs. */
  rows(query: BoundQuery, depth: Depth): string;
  output(query: BoundQuery, index: number, depth: Depth): string;
  /** Rows and outputs. */
  whole(query: BoundQuery, depth: Depth): string;
  /** Where a query that was written stands. */
  depthOf(query: BoundQuery): Depth;
}

/** Told of each column of an input that is read, with its type. */
export type OnRead = (input: string, column: string, type: ExprType | undefined) => void;

export const outermost: Depth = { frame: 0, level: 0 };

export function newNormalForm(mode: FormMode, onRead: OnRead): NormalForm {
  const texts = new Map<string, string>();
  const seats = new Map<BoundRelation, Seat>();
  const rows = new Map<BoundQuery, string>();
  const open = new Set<BoundQuery>();
  const depths = new Map<BoundQuery, Depth>();
  const form: NormalForm = {
    mode,
    intern(text) {
      const known = texts.get(text) ?? `#${texts.size}`;
      texts.set(text, known);
      return known;
    },
    seat: (relation, seat) => void seats.set(relation, seat),
    expr: (expr, depth) => form.intern(exprForm(expr, form, depth)),
    column(relation, name, depth) {
      if (relation.source.kind === 'base') {
        const type = relation.columns.find((column) => column.name === name)?.type;
        onRead(relation.source.relation.name, name, type);
      }
      return columnForm(relation, name, depth, seats, depths, form);
    },
    rows(query, depth) {
      const known = rows.get(query);
      if (known !== undefined) return known;
      // A recursive query reads itself.
      if (open.has(query)) return 'itself';
      open.add(query);
      depths.set(query, depth);
      const text = form.intern(rowsForm(query, form, depth));
      rows.set(query, text);
      return text;
    },
    output: (query, index, depth) => {
      const expr = query.outputs[index]?.expr;
      return expr === undefined ? '?' : form.expr(expr, depth);
    },
    whole: (query, depth) => {
      const own = form.rows(query, depth);
      return form.intern(`${own}(${query.outputs.map((_, index) => form.output(query, index, depth)).join()})`);
    },
    depthOf(query) {
      const depth = depths.get(query);
      if (depth === undefined) throw new Error('a query is compared before it is written');
      return depth;
    },
  };
  return form;
}

function columnForm(
  relation: BoundRelation,
  name: string,
  depth: Depth,
  seats: ReadonlyMap<BoundRelation, Seat>,
  depths: ReadonlyMap<BoundQuery, Depth>,
  form: NormalForm,
): string {
  const what = contentOf(relation, name, depths, form);
  if (form.mode === 'loose') return `c${what}`;
  const seat = seats.get(relation);
  if (seat === undefined) throw new Error(`a column of ${relation.alias} is read before its relation`);
  return `c${depth.frame - seat.frame}.${seat.level}.${seat.index}${what}`;
}

/** What a column of a relation is, whatever it is called there. */
function contentOf(
  relation: BoundRelation,
  name: string,
  depths: ReadonlyMap<BoundQuery, Depth>,
  form: NormalForm,
): string {
  const { source } = relation;
  const lower = JSON.stringify(name.toLowerCase());
  if (source.kind === 'base') return `${JSON.stringify([source.relation.kind, source.relation.name])}.${lower}`;
  // Columns that nobody declared are known by their names only.
  if (relation.open) return lower;
  const index = relation.columns.findIndex((column) => column.name === name);
  const query = source.kind === 'query' ? source.query : source.kind === 'cte' ? source.cte.query : undefined;
  const depth = query && depths.get(query);
  // Of a query that neither joins nor compares its outputs with others', an output is what its expression is.
  if (query?.k === 'select' && query.distinct === undefined && depth !== undefined) {
    return `[${form.output(query, index, depth)}]`;
  }
  return `[${index}]`;
}
