import { safeJson } from './safe-json.ts';

/**
 * An object as JSON text in pieces: members on lines of their own and, in the arrays that `long` names, one element a
 * line. Large documents never become one string, and `git diff` and `grep` can read the result.
 */
export function* streamJson(
  members: readonly (readonly [key: string, value: unknown])[],
  long: readonly string[],
): Iterable<string> {
  yield '{\n';
  const present = members.filter(([, value]) => value !== undefined);
  for (const [index, [key, value]] of present.entries()) {
    const comma = index === present.length - 1 ? '' : ',';
    yield `  ${safeJson(key)}: `;
    if (long.includes(key) && Array.isArray(value) && value.length > 0) yield* elements(value);
    else yield safeJson(value);
    yield `${comma}\n`;
  }
  yield '}\n';
}

function* elements(values: readonly unknown[]): Iterable<string> {
  yield '[\n';
  for (const [index, value] of values.entries()) {
    yield `    ${safeJson(value)}${index === values.length - 1 ? '' : ','}\n`;
  }
  yield '  ]';
}
