import type { Target } from '@akili/model';
import type { BoundExpr } from '../analyse/bound.ts';
import type { ExprType } from '../analyse/expr-type.ts';
import type { Fragment } from '../emit/fragment.ts';
import type { Printer } from '../emit/printer.ts';

export type Family =
  'operator' | 'aggregate' | 'numeric' | 'string' | 'date' | 'conditional' | 'json' | 'array' | 'window' | 'table';

/**
 * How a target writes a call. A text is a template: `$1` is the first argument, `$*` all of them, `$d` DISTINCT of an
 * aggregate, `$o` its ORDER BY, `$f` its FILTER and OVER. A function gets the printed arguments. `{ refuse }` says
 * that there is no faithful form, and what to write instead.
 */
export type Writer =
  string | ((args: readonly Fragment[], call: WrittenCall, printer: Printer) => string | Refuse) | Refuse;

export interface Refuse {
  readonly refuse: string;
}

/** What a writer may look at. */
export interface WrittenCall {
  readonly args: readonly BoundExpr[];
  readonly type: ExprType | undefined;
  readonly distinct: boolean;
  readonly windowed: boolean;
  readonly filtered: boolean;
  /** Its ORDER BY is something other than its first argument. */
  readonly orderedByOther: boolean;
}

/**
 * One way to call a function.
 *
 * `takes` is a signature: parameters separated by commas, `->`, the result. A parameter is a kind of type (`integer`,
 * `varchar`, `date` ...), a class (`int` integer or bigint, `exact` integers and decimals, `number`, `temporal` date
 * or timestamp, `array`, `any`), or `T`, which stands for one common type; `first`, what becomes the type of the first argument; `~double`, `~timestamp`, `~varchar` take
 * whatever converts and pass it converted; `=` before a kind demands a literal; `?` behind it makes it optional and
 * `...` lets it repeat. The result is a kind, `decimal(p,s)`, `T`, `$1` (as the first argument), `element` (of the
 * first argument, a list), `array(T)`, or `@`, which asks `result`.
 */
export interface Form {
  readonly takes: string;
  readonly result?: (args: readonly BoundExpr[]) => ExprType | undefined;
  readonly duckdb?: Writer;
  readonly postgres?: Writer;
  readonly starrocks?: Writer;
}

export interface FunctionEntry {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly family: Family;
  readonly kind: 'scalar' | 'aggregate' | 'window';
  readonly forms: readonly Form[];
  /** NULL exactly when an argument is (`strict`, the default of scalars), when all are, `never`, or `always` possible. */
  readonly nulls?: 'strict' | 'all' | 'never' | 'always';
  /** Where `nulls` says too much: whether these arguments may give NULL, in a frame that was written or not. */
  readonly nullable?: (args: readonly BoundExpr[], framed: boolean) => boolean;
  /** Of an aggregate: NULL arguments change nothing, so that FILTER may become CASE. */
  readonly skipsNulls?: boolean;
  /** Of an aggregate: the order of the rows decides the result. */
  readonly ordered?: boolean;
  readonly depends?: 'time' | 'chance';
  /** What each target's form rests on: documentation, source or experiment. */
  readonly source: string;
}

/** The writer of a form on a target; without one of its own, the upper-case name with all arguments. */
export function writerOf(entry: FunctionEntry, form: Form, target: Target): Writer {
  return form[target] ?? defaultWriter(entry);
}

function defaultWriter(entry: FunctionEntry): string {
  const name = entry.name.toUpperCase();
  if (entry.kind === 'scalar') return `${name}($*)`;
  return entry.kind === 'aggregate' ? `${name}($d$*$o)$f` : `${name}($*)$f`;
}
