import { isList, TemplateMistake, type TemplateValue } from './template-value.ts';

type Filter = (value: TemplateValue, ...args: readonly TemplateValue[]) => TemplateValue;

function text(value: TemplateValue): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateMistake('broken', 'this filter takes a text');
}

function list(value: TemplateValue): readonly TemplateValue[] {
  if (isList(value)) return value;
  throw new TemplateMistake('broken', 'this filter takes a list');
}

/** Every filter there is. All are pure and cannot make their input longer than the output limit lets pass. */
export const filters: Readonly<Record<string, Filter>> = {
  lower: (value) => text(value).toLowerCase(),
  upper: (value) => text(value).toUpperCase(),
  trim: (value) => text(value).trim(),
  default: (value, fallback) => (value === undefined ? fallback : value),
  length: (value) => (isList(value) ? value.length : text(value).length),
  first: (value) => list(value)[0],
  last: (value) => list(value).at(-1),
  reverse: (value) => [...list(value)].reverse(),
  join: (value, separator = '') => list(value).map(text).join(text(separator)),
  /** A name instead of a literal: quoted, so that it stays one. */
  identifier: (value) => ({ identifier: text(value) }),
};
