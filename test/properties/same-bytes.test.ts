import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { canonicalJson, digestOf } from '@akili/model';
import { readCases } from '@akili/testkit';
import { closeParser, compileFiles } from '../support/compile-files.ts';

const cases = readCases(fileURLToPath(new URL('../cases', import.meta.url)));

afterAll(closeParser);

test('the order of the files does not matter', async () => {
  const shuffled = fc
    .constantFrom(...cases)
    .chain((one) => fc.tuple(fc.constant(one), fc.shuffledSubarray([...one.files], { minLength: one.files.length })));
  await fc.assert(
    fc.asyncProperty(shuffled, async ([one, files]) => {
      const sorted = await compileFiles(one.files, one.options);
      const mixed = await compileFiles(files, one.options);
      expect(JSON.stringify(mixed.compilation)).toBe(JSON.stringify(sorted.compilation));
    }),
    { seed: 3, numRuns: 60 },
  );
});

test('the digest is over everything but the diagnostics', async () => {
  for (const one of cases) {
    const { compilation } = await compileFiles(one.files, one.options);
    const { digest, diagnostics: _, ...body } = compilation;
    expect(digest).toBe(digestOf(body));
    expect(canonicalJson(JSON.parse(JSON.stringify(compilation)))).toBe(canonicalJson(compilation));
  }
});
