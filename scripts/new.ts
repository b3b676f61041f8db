// `npm run new -- rule <name>`: copies a template, so that every rule starts the same way.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const usage = 'usage: npm run new -- rule <kebab-case-name>\n';

function main(argv: readonly string[]): number {
  const [kind, name] = argv;
  if (kind !== 'rule' || name === undefined || !/^[a-z]+(-[a-z]+)*$/.test(name)) {
    process.stderr.write(usage);
    return 1;
  }
  const path = fileURLToPath(new URL(`../packages/compiler/src/rules/${name}.ts`, import.meta.url));
  if (existsSync(path)) {
    process.stderr.write(`${path} is already there\n`);
    return 1;
  }
  const camel = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const template = readFileSync(new URL('templates/rule.ts.txt', import.meta.url), 'utf8');
  writeFileSync(path, template.replaceAll('__CAMEL__', camel).replaceAll('__NAME__', name));
  process.stdout.write(`wrote ${path}\nnext: docs/guides/add-a-rule.md, step 2\n`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
