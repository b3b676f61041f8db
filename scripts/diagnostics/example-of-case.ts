import type { Diagnostic } from '@akili/diagnostics';
import type { Case } from '@akili/testkit/cases';
import type { Example, ExampleFile } from './diagnostic-page.ts';

/** What differs between a bad case and its twin, and what is said of the bad one. */
export function exampleOfCase(bad: Case, fixed: Case, said: Diagnostic | undefined): Example {
  const before = contents(bad);
  const after = contents(fixed);
  const paths = [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort();
  const files = (texts: ReadonlyMap<string, string>): readonly ExampleFile[] =>
    paths.map((path) => ({ path, text: texts.get(path) }));
  return { name: bad.name, bad: files(before), fixed: files(after), said: said ? words(said) : '' };
}

function contents(one: Case): Map<string, string> {
  const files = new Map(one.files.map((file) => [file.path, file.text]));
  if (Object.keys(one.options).length > 0) files.set('options.json', `${JSON.stringify(one.options, undefined, 2)}\n`);
  return files;
}

function words(said: Diagnostic): string {
  const start = said.range?.start;
  const place = said.file === undefined ? '' : ` at ${said.file}${start ? `:${start.line}:${start.column}` : ''}`;
  return [`${said.severity} ${said.code}${place}`, said.message, ...(said.help ? [`help: ${said.help}`] : [])].join(
    '\n',
  );
}
