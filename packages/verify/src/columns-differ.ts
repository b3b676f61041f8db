import { emittedColumnsDiffer, type Finding } from '@akili/diagnostics';
import { subjectOf } from './judge.ts';
import type { EmittedText } from './emitted-text.ts';

/** What a transform's columns are on an engine, against what was promised. Checks promise nothing but a number. */
export function columnsDiffer(
  text: EmittedText,
  engine: string,
  spell: (canonical: string) => string,
  actual: readonly { readonly name: string; readonly type: string }[],
): readonly Finding[] {
  if (!text.isTransform) return [];
  const write = (columns: typeof actual): string =>
    columns.length === 0 ? 'no column' : columns.map(({ name, type }) => `\`${name} ${type}\``).join(', ');
  const expected = text.product.columns.map(({ name, type }) => ({ name, type: spell(type) }));
  if (write(expected) === write(actual)) return [];
  const same = new Set(expected.map((one) => write([one])));
  const wanted = new Set(actual.map((one) => write([one])));
  const differing = {
    expected: write(expected.filter((one) => !wanted.has(write([one])))),
    actual: write(actual.filter((one) => !same.has(write([one])))),
  };
  return [emittedColumnsDiffer.at(undefined, { text: text.title, engine, ...differing }, subjectOf(text))];
}
