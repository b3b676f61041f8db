import type { Form } from './forms.ts';
import type { JsonSchema, OptionalField, Schema, WrittenList } from './schema.ts';

type Fields = { readonly [name: string]: Schema<unknown> | OptionalField<unknown> };
type OptionalNames<F extends Fields> = {
  [K in keyof F]: F[K] extends OptionalField<unknown> ? K : never;
}[keyof F];
type ObjectOf<F extends Fields> = {
  readonly [K in Exclude<keyof F, OptionalNames<F>>]: F[K] extends Schema<infer T> ? T : never;
} & { readonly [K in OptionalNames<F>]?: F[K] extends OptionalField<infer T> ? T : never };

function schema<T>(json: JsonSchema): Schema<T> {
  return { json };
}

/** A field that may be left out. */
export function optional<T>(of: Schema<T>): OptionalField<T> {
  return { optional: of };
}

/** A text of any form, at least one character. */
export function text(description: string, limits: { readonly maxLength?: number } = {}): Schema<string> {
  return schema({ description, type: 'string', minLength: 1, ...limits });
}

/** A text of a form that has a name: a duration, a slug, a version. */
export function form(description: string, of: Form): Schema<string> {
  return schema({ description, type: 'string', pattern: of.pattern, examples: of.examples, 'x-form': of.name });
}

/** A quantity, which YAML may read as a number: `cpu: 1` and `cpu: "1"` say the same. */
export function formOrNumber(description: string, of: Form): Schema<string | number> {
  return schema({
    description,
    type: ['string', 'number'],
    pattern: of.pattern,
    exclusiveMinimum: 0,
    maximum: 1e15,
    examples: of.examples,
    'x-form': of.name,
  });
}

/** One of a few words. */
export function choice<const T extends string>(description: string, words: readonly T[]): Schema<T> {
  return schema({ description, type: 'string', enum: words });
}

/** One fixed word. */
export function word<const T extends string>(description: string, value: T): Schema<T> {
  return choice(description, [value]);
}

export function integer(
  description: string,
  limits: { readonly minimum?: number; readonly maximum?: number } = {},
): Schema<number> {
  return schema({ description, type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER, ...limits });
}

export function flag(description: string): Schema<boolean> {
  return schema({ description, type: 'boolean' });
}

/** A number, or a text of digits where the number has more of them than a number keeps. */
export function decimal(description: string, of: Form): Schema<number | string> {
  return schema({ description, type: ['number', 'string'], pattern: of.pattern, 'x-form': of.name });
}

/** A text, a number or a boolean. */
export function scalar(description: string): Schema<string | number | boolean> {
  return schema({ description, type: ['string', 'number', 'boolean'] });
}

/** Anything, handed on as it is. */
export function anything(description: string): Schema<unknown> {
  return schema({ description });
}

export function list<T>(
  description: string,
  of: Schema<T>,
  limits: { readonly minItems?: number; readonly uniqueItems?: boolean } = {},
): Schema<WrittenList<T>> {
  return schema({ description, type: 'array', items: of.json, ...limits });
}

/** A mapping whose keys the author chooses. */
export function map<T>(
  description: string,
  of: Schema<T>,
  keys?: Form,
): Schema<{ readonly [key: string]: T | undefined }> {
  return schema({
    description,
    type: 'object',
    ...(keys === undefined ? {} : { propertyNames: { pattern: keys.pattern, 'x-form': keys.name } }),
    additionalProperties: of.json,
  });
}

/** A mapping with these keys and no others. */
export function object<const F extends Fields>(description: string, fields: F): Schema<ObjectOf<F>> {
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    if ('optional' in field) properties[name] = field.optional.json;
    else {
      properties[name] = field.json;
      required.push(name);
    }
  }
  return schema({ description, type: 'object', properties, required, additionalProperties: false });
}

/** A text, or a mapping that says more. */
export function textOr<T>(description: string, short: Schema<string>, long: Schema<T>): Schema<string | T> {
  const { description: _short, ...shortJson } = short.json;
  const { description: _long, ...longJson } = long.json;
  return schema({ ...shortJson, ...longJson, description, type: ['string', 'object'] });
}

/** A mapping whose other keys depend on one of them. */
export function variants<const K extends string, V extends { readonly [tag: string]: Schema<unknown> }>(
  description: string,
  key: K,
  of: V,
): Schema<{ [T in keyof V]: V[T] extends Schema<infer W> ? W : never }[keyof V]> {
  return schema({
    description,
    type: 'object',
    required: [key],
    discriminator: { propertyName: key },
    oneOf: Object.values(of).map((variant) => variant.json),
  });
}
