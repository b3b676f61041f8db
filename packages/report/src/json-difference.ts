import type { Json } from '@akili/model';

/** One member that differs: the way to it, and both sides as canonical JSON; undefined where a side has none. */
export interface MemberDifference {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/**
 * Where two values differ, in the order of the keys. Lists of things with names are compared name by name; other lists
 * as wholes when their lengths differ.
 */
export function jsonDifference(before: Json, after: Json): readonly MemberDifference[] {
  const found: MemberDifference[] = [];
  walk(before, after, '', found);
  return found;
}

function walk(before: Json | undefined, after: Json | undefined, path: string, found: MemberDifference[]): void {
  const [a, b] = [written(before), written(after)];
  if (a === b) return;
  const named = [byName(before), byName(after)];
  if (named[0] !== undefined && named[1] !== undefined) {
    walk(named[0], named[1], path, found);
  } else if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    for (const key of keys) walk(before[key], after[key], path === '' ? key : `${path}.${key}`, found);
  } else if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    before.forEach((item: Json, index) => walk(item, after[index] as Json, `${path}[${index}]`, found));
  } else {
    found.push({ path: path === '' ? 'value' : path, before: a, after: b });
  }
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** A list of things with names as a map, so that one more in the middle does not make all behind it differ. */
function byName(value: Json | undefined): { readonly [name: string]: Json } | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const items = value as readonly Json[];
  const entries = items.flatMap((item) =>
    isObject(item) && typeof item['name'] === 'string' ? [[item['name'], item]] : [],
  );
  const map = Object.fromEntries(entries) as { readonly [name: string]: Json };
  return Object.keys(map).length === items.length ? map : undefined;
}

function written(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
