import { PackedList } from './packed-list.ts';
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
    if (value instanceof PackedList) yield* elements(value.texts());
    else if (long.includes(key) && Array.isArray(value)) yield* elements(textsOf(value));
    else yield safeJson(value);
    yield `${comma}\n`;
  }
  yield '}\n';
}

function* textsOf(values: readonly unknown[]): Iterable<string> {
  for (const value of values) yield safeJson(value);
}

function* elements(texts: Iterable<string>): Iterable<string> {
  let before = '[\n    ';
  for (const text of texts) {
    yield `${before}${text}`;
    before = ',\n    ';
  }
  yield before.startsWith('[') ? '[]' : '\n  ]';
}
