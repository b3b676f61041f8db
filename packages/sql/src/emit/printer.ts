import type { Target } from '@akili/model';
import type { ExprType } from '../analyse/expr-type.ts';
import type { RelationName } from '../template/rendered-sql.ts';
import { dialects, type Dialect } from './dialect.ts';
import type { Fragment } from './fragment.ts';
import { fillTemplate, type Slots } from './template.ts';

/** What has no faithful form on the target. */
export interface Refusal {
  readonly at: number;
  /** The construct, e.g. `` `nth_value` ``. */
  readonly what: string;
  readonly instead: string | undefined;
}

/** What the functions that print one query for one target share. */
export interface Printer extends Dialect {
  readonly target: Target;
  readonly nameOf: (relation: RelationName) => readonly string[];
  readonly refusals: Refusal[];
  /** What `$d`, `$o` and `$f` stand for in the templates of the call that is being printed. */
  slots: Slots;
  /** Numbers the helper columns and relations that rewrites need. */
  helpers: number;
  /** Records a refusal; what is returned is never used. */
  refuse(at: number, what: string, instead?: string): Fragment;
  template(template: string, args: readonly Fragment[]): string;
  /** A plain CAST. */
  cast(text: string, type: ExprType): string;
}

export const noSlots: Slots = { distinct: '', order: '', suffix: '' };

/** A printer for one query. */
export function newPrinter(target: Target, nameOf: Printer['nameOf']): Printer {
  const dialect = dialects[target];
  const refusals: Refusal[] = [];
  const printer: Printer = {
    // Spelled out: one shape for all printers, and they are made by the ten thousand.
    target,
    title: dialect.title,
    quote: dialect.quote,
    string: dialect.string,
    typeName: dialect.typeName,
    nameOf,
    refusals,
    slots: noSlots,
    helpers: 0,
    refuse(at, what, instead) {
      refusals.push({ at, what, instead });
      return { text: 'NULL', atomic: true };
    },
    template: (template, args) => fillTemplate(template, args, printer.slots),
    cast: (text, type) => `CAST(${text} AS ${dialect.typeName(type)})`,
  };
  return printer;
}
