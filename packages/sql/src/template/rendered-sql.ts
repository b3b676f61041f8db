import type { Place } from '@akili/diagnostics';

/** What a template may use. */
export interface TemplateContext {
  /** Values of `var('name')`; they become SQL literals, never text. */
  readonly vars: Readonly<Record<string, string | number | boolean>>;
  /** True in transforms: `{{ ref('x') }}` names an input. */
  readonly allowRef: boolean;
  /** True in checks: `{{ this }}` names the product's own table. */
  readonly allowThis: boolean;
}

/** A relation that a text names: an input (`ref`) or the product's own table (`this`, whose name is `this`). */
export interface RelationName {
  readonly kind: 'ref' | 'this';
  readonly name: string;
}

/** A relation's placeholder: a quoted identifier at `[start, end)` of the rendered SQL. */
export interface RenderedRelation extends RelationName {
  readonly start: number;
  readonly end: number;
  /** The name inside `ref('...')`, or the word `this`, in the author's file. */
  readonly place: Place;
}

/** SQL without templates, with the way back to the text that the author wrote. */
export interface RenderedSql {
  /** What the parser reads, and the key of `Trees`. Offsets below count its UTF-16 units. */
  readonly sql: string;
  /** In the order of `start`. */
  readonly relations: readonly RenderedRelation[];
  /** The author's text behind `[start, end)` of `sql`; what a template made points at the whole template tag. */
  placeOf(start: number, end: number): Place;
}
