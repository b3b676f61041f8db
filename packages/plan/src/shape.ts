import type { Json } from '@akili/model';

/** What is wrong with a value from outside, and where: `changes.0.steps.2.risk`. Undefined when nothing is. */
export type Problem = { readonly at: string; readonly problem: string } | undefined;
/** Checks one value; strict: it has the members that are named and no others. */
export type Shape = (value: Json, at: string) => Problem;

export const anyJson: Shape = () => undefined;
export const text: Shape = (value, at) => (typeof value === 'string' ? undefined : { at, problem: 'is not a text' });
export const count: Shape = (value, at) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : { at, problem: 'is not a whole number' };
export const flag: Shape = (value, at) =>
  typeof value === 'boolean' ? undefined : { at, problem: 'is not true or false' };

export function matching(pattern: RegExp, name: string): Shape {
  return (value, at) =>
    typeof value === 'string' && pattern.test(value) ? undefined : { at, problem: `is not ${name}` };
}

export function oneOf(...allowed: readonly (string | number | boolean | null)[]): Shape {
  return (value, at) =>
    allowed.includes(value as string) ? undefined : { at, problem: `is none of ${allowed.map(String).join(', ')}` };
}

export function either(a: Shape, b: Shape): Shape {
  return (value, at) => (a(value, at) === undefined ? undefined : b(value, at));
}

export function listOf(item: Shape): Shape {
  return (value, at) => {
    if (!Array.isArray(value)) return { at, problem: 'is not a list' };
    for (const [index, one] of (value as readonly Json[]).entries()) {
      const problem = item(one, join(at, index));
      if (problem) return problem;
    }
    return undefined;
  };
}

export function record(
  required: { readonly [key: string]: Shape },
  optional: { readonly [key: string]: Shape } = {},
): Shape {
  const known = new Map([...Object.entries(required), ...Object.entries(optional)]);
  return (value, at) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return { at, problem: 'is not an object' };
    const members = value as { readonly [key: string]: Json };
    for (const key of Object.keys(required))
      if (!Object.hasOwn(members, key)) return { at: join(at, key), problem: 'is missing' };
    for (const [key, member] of Object.entries(members)) {
      const shape = known.get(key);
      if (shape === undefined) return { at: join(at, key.slice(0, 60)), problem: 'is not known' };
      const problem = shape(member, join(at, key));
      if (problem) return problem;
    }
    return undefined;
  };
}

function join(at: string, key: string | number): string {
  return at === '' ? String(key) : `${at}.${key}`;
}
