/** A JSON Schema (draft 7, which every editor knows) as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

declare const written: unique symbol;

/** A JSON Schema together with the type of what a valid document holds. The type exists for the checker only. */
export interface Schema<T> {
  readonly json: JsonSchema;
  readonly [written]?: T;
}

/** A field of an object that may be left out. */
export interface OptionalField<T> {
  readonly optional: Schema<T>;
}

/** What a valid document of this schema holds. */
export type Written<S> = S extends Schema<infer T> ? T : never;

/**
 * A list as it was written. A broken item is `undefined`, so that the indexes of the others stay those of the file:
 * walk it with `present`.
 */
export type WrittenList<T> = readonly (T | undefined)[];

/** The items of a list that could be read, each with its index in the file. */
export function present<T>(list: WrittenList<T> | undefined): (readonly [item: T, index: number])[] {
  const items: (readonly [T, number])[] = [];
  list?.forEach((item, index) => {
    if (item !== undefined) items.push([item, index]);
  });
  return items;
}
