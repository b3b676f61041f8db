// Writes docs/diagnostics: a page a code, from its definition and its cases, and an index. Run with tsx.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allDiagnostics } from '@akili/diagnostics';
import { readCases } from '@akili/testkit/cases';
import { closeParser, compileFiles } from '../test/support/compile-files.ts';
import { scenarios } from '../test/scenarios/index.ts';
import { diagnosticPage, type Example } from './diagnostics/diagnostic-page.ts';
import { diagnosticIndex } from './diagnostics/diagnostic-index.ts';
import { exampleOfCase } from './diagnostics/example-of-case.ts';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const folder = at('docs/diagnostics/');

const cases = readCases(at('test/cases'));

async function exampleOf(code: string): Promise<Example | undefined> {
  const bad = cases.find((one) => one.name.startsWith(`${code}-`) && !one.name.endsWith('.ok'));
  const fixed = bad && cases.find((one) => one.name === `${bad.name}.ok`);
  if (bad === undefined || fixed === undefined) return undefined;
  const { diagnostics } = await compileFiles(bad.files, bad.options);
  return exampleOfCase(
    bad,
    fixed,
    diagnostics.find((one) => one.code === code),
  );
}

mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) if (file.endsWith('.md')) rmSync(`${folder}${file}`);
for (const definition of allDiagnostics()) {
  const page = diagnosticPage(
    definition,
    await exampleOf(definition.code),
    scenarios.find((one) => one.code === definition.code),
  );
  writeFileSync(`${folder}${definition.code}.md`, page);
}
writeFileSync(`${folder}README.md`, diagnosticIndex(allDiagnostics()));
closeParser();
