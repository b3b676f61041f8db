// Writes the tables of inputs and outputs in actions/README.md from the files that GitHub reads.
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Declared {
  readonly description: string;
  readonly inputs?: { readonly [name: string]: { readonly description: string; readonly default?: string } };
  readonly outputs?: { readonly [name: string]: { readonly description: string } };
}

const names = ['setup', 'check', 'plan', 'apply', 'drift', 'isolation', 'unlock'];
const readme = new URL('../actions/README.md', import.meta.url);
const [start, end] = ['<!-- generated from action.yml -->', '<!-- end of what is generated -->'];

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');

function sectionOf(name: string): string {
  const file = new URL(`../actions/${name}/action.yml`, import.meta.url);
  const { description, inputs = {}, outputs = {} } = parse(readFileSync(file, 'utf8')) as Declared;
  const rows = Object.entries(inputs).map(
    ([input, { description: about, default: value }]) =>
      `| \`${input}\` | ${value === undefined || value === '' ? '' : `\`${value}\``} | ${cell(about)} |`,
  );
  const given = Object.entries(outputs).map(([output, { description: about }]) => `| \`${output}\` | ${cell(about)} |`);
  return [
    `### ${name}`,
    '',
    description,
    '',
    ...(rows.length === 0 ? [] : ['| Input | Default | |', '| --- | --- | --- |', ...rows, '']),
    '| Output | |',
    '| --- | --- |',
    ...given,
    '',
  ].join('\n');
}

const text = readFileSync(readme, 'utf8');
const [before, after] = [text.indexOf(start), text.indexOf(end)];
if (before < 0 || after < before) throw new Error('actions/README.md has no place for the tables');
writeFileSync(readme, `${text.slice(0, before)}${start}\n\n${names.map(sectionOf).join('\n')}\n${text.slice(after)}`);
