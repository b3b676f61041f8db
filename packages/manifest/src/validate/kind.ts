import type { JsonSchema } from '../schema/schema.ts';

const words: { readonly [type: string]: string } = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
};

/** What a schema asks for: "a text", "a text or a mapping". */
export function typeWords(schema: JsonSchema): string {
  const types = schema['type'] as string | readonly string[];
  return (typeof types === 'string' ? [types] : types).map((type) => words[type] ?? type).join(' or ');
}

/** What a value is: "a list", "empty". */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' && !Number.isFinite(value)) return 'infinite or not a number';
  if (typeof value === 'number' && !Number.isInteger(value)) return 'a number with a fraction';
  return words[typeof value] ?? typeof value;
}
