import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import type { SourceFile } from '@akili/model';
import { readCases } from '@akili/testkit';
import { closeParser, compileFiles } from '../support/compile-files.ts';

/** The fixed twins: repositories that are whole, of many shapes. */
const whole = readCases(fileURLToPath(new URL('../cases', import.meta.url))).filter((one) => one.name.endsWith('.ok'));

/** A change that an author, a merge or an attacker could make to one file. */
type Change = (files: readonly SourceFile[], at: number, by: number) => readonly SourceFile[];

const onLines =
  (change: (lines: string[], line: number, by: number) => void): Change =>
  (files, at, by) =>
    files.map((file, index) => {
      if (index !== at % files.length) return file;
      const lines = file.text.split('\n');
      change(lines, by % lines.length, by);
      return { ...file, text: lines.join('\n') };
    });

const words = [
  'null',
  '[]',
  '{}',
  '-1',
  '1e309',
  '""',
  "'",
  '"',
  '\t',
  '*a',
  '&a',
  '{{',
  '}}',
  '{%',
  '<<: *a',
  '__proto__: 1',
];

const changes: readonly Change[] = [
  onLines((lines, line) => lines.splice(line, 1)),
  onLines((lines, line) => lines.splice(line, 0, lines[line] ?? '')),
  onLines((lines, line) => lines.splice(line, 2, lines[line + 1] ?? '', lines[line] ?? '')),
  onLines((lines, line) => (lines[line] = `  ${lines[line] ?? ''}`)),
  onLines((lines, line) => (lines[line] = (lines[line] ?? '').replace(/^ {2}/, ''))),
  onLines((lines, line, by) => (lines[line] = (lines[line] ?? '').replace(/: .*/, `: ${words[by % words.length]}`))),
  onLines((lines, line, by) => (lines[line] = `${lines[line] ?? ''}${words[by % words.length]}`)),
  onLines((lines, line, by) => (lines[line] = (lines[line] ?? '').slice(0, by % 20))),
  (files, at) => files.filter((_, index) => index !== at % files.length),
  (files, at, by) => {
    const other = files[by % files.length] as SourceFile;
    return files.map((file, index) => (index === at % files.length ? { ...file, text: other.text } : file));
  },
  (files, at, by) => {
    const other = files[by % files.length] as SourceFile;
    const path = other.path.replace('acme-corp', 'globex-inc');
    return files.some((file) => file.path === path) ? files : [...files, { path, text: other.text }];
  },
];

afterAll(closeParser);

test('a repository that is broken at random is told about, and never crashes the compiler', async () => {
  const drawn = fc.tuple(
    fc.constantFrom(...whole),
    fc.array(fc.tuple(fc.constantFrom(...changes), fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: 4 }),
  );
  await fc.assert(
    fc.asyncProperty(drawn, async ([one, list]) => {
      const files = list.reduce<readonly SourceFile[]>((now, [change, at, by]) => change(now, at, by), one.files);
      const { compilation, diagnostics, findings } = await compileFiles(files, one.options);
      expect(findings).toHaveLength(diagnostics.length);
      expect(JSON.parse(JSON.stringify(compilation))).toEqual(compilation);
      const broken = new Set(diagnostics.filter((d) => d.severity === 'error').map((d) => `${d.tenant}/${d.product}`));
      for (const product of compilation.products) expect(broken).not.toContain(`${product.tenant}/${product.name}`);
    }),
    { seed: 5, numRuns: 400 },
  );
});
