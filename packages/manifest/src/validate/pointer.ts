import type { JsonSchema } from '../schema/schema.ts';

/** The segments of a JSON pointer, list indexes as they are written. */
export function segmentsOf(pointer: string): readonly string[] {
  if (pointer === '' || pointer === '#') return [];
  return pointer
    .slice(pointer.indexOf('/') + 1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The path of a JSON pointer in a value: indexes of lists become numbers. */
export function pathOf(value: unknown, pointer: string): readonly (string | number)[] {
  let at = value;
  return segmentsOf(pointer).map((segment) => {
    const step = Array.isArray(at) ? Number(segment) : segment;
    at = (at as Record<string | number, unknown> | undefined)?.[step];
    return step;
  });
}

/** What stands at a path; undefined where there is nothing. */
export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  let at = value;
  for (const step of path) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at;
}

/** The schema that holds the keyword at the end of an error's `schemaPath`. */
export function schemaAt(schema: JsonSchema, schemaPath: string): JsonSchema {
  let at: unknown = schema;
  for (const segment of segmentsOf(decodeURIComponent(schemaPath)).slice(0, -1)) {
    at = (at as Record<string, unknown>)[segment];
  }
  return at as JsonSchema;
}
