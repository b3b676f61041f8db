import type { RelationName } from './rendered-sql.ts';

/** What a template expression can be. Lists hold values, `relation` is what `ref()` and `this` give. */
export type TemplateValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly TemplateValue[]
  | { readonly relation: RelationName }
  | { readonly identifier: string }
  | { readonly loop: Readonly<Record<string, number | boolean>> };

/** The author's mistake in a template, on its way to the finding. Never leaves `controlFlow`. */
export class TemplateMistake extends Error {
  readonly kind: 'broken' | 'limit' | 'unknown-var' | 'not-here';
  readonly offset: number | undefined;
  constructor(kind: TemplateMistake['kind'], message: string, offset?: number) {
    super(message);
    this.kind = kind;
    this.offset = offset;
  }
}

export function isList(value: TemplateValue): value is readonly TemplateValue[] {
  return Array.isArray(value);
}
