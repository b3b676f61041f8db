// Writes packages/compiler/src/rules/index.ts from the files beside it. Run with tsx; same files, same bytes.
import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../packages/compiler/src/rules/', import.meta.url));

const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'index.ts')
  .map((file) => file.slice(0, -3))
  .sort();

const exportOf = (name: string): string => `${name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}Rule`;

const text = [
  '// Written by `npm run generate`: one line a file of this folder.',
  "import type { Rule } from '../rule.ts';",
  ...names.map((name) => `import { ${exportOf(name)} } from './${name}.ts';`),
  '',
  '/** Every rule, by the name of its file. */',
  'export const rules: readonly Rule[] = [',
  ...names.map((name) => `  ${exportOf(name)},`),
  '];',
  '',
].join('\n');

writeFileSync(`${folder}index.ts`, text);
