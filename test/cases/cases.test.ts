import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { Compilation } from '@akili/model';
import { found, readBase, readCases, type Case } from '@akili/testkit';
import { closeParser, compileFiles } from '../support/compile-files.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const cases = readCases(root);
const bless = process.env['BLESS'] === '1';

/** What happens to a compilation before it is judged. */
const passes: readonly (readonly [string, (compilation: Compilation) => Compilation])[] = [
  ['as compiled', (compilation) => compilation],
  ['after a JSON round trip', (compilation) => JSON.parse(JSON.stringify(compilation)) as Compilation],
];

afterAll(closeParser);

describe.each(passes)('%s', (_, through) => {
  test('the base compiles without a word', async () => {
    const { compilation } = await compileFiles(readBase(root));
    expect(found(through(compilation).diagnostics)).toEqual([]);
    expect(compilation.products.map((product) => product.name)).toEqual(['orders_daily']);
  });

  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const { compilation } = await compileFiles(one.files, one.options);
    const judged = through(compilation);
    expect(judged).toEqual(compilation);
    expect(found(judged.diagnostics)).toEqual(one.expected);
    expectCompilation(one, judged);
  });
});

test.each(cases.filter((one) => one.name.endsWith('.ok')).map((one) => [one.name, one] as const))(
  '%s expects nothing, and stands beside the case that it mends',
  (name, one) => {
    expect(one.expected).toEqual([]);
    expect(cases.map((other) => other.name)).toContain(name.slice(0, -'.ok'.length));
  },
);

function expectCompilation(one: Case, compilation: Compilation): void {
  if (one.compilation === undefined) return;
  const text = `${JSON.stringify(compilation, undefined, 2)}\n`;
  if (bless) {
    mkdirSync(join(one.folder, 'expected'), { recursive: true });
    writeFileSync(join(one.folder, 'expected/compilation.json'), text);
  } else expect(text).toBe(one.compilation);
}
