import type { Severity } from '@akili/diagnostics';
import type { Scenario } from '../../test/scenarios/scenario.ts';

/** A file of an example; undefined text where the file is not there. */
export interface ExampleFile {
  readonly path: string;
  readonly text: string | undefined;
}

/** A bad repository and its mended twin, as far as they differ. */
export interface Example {
  readonly name: string;
  readonly bad: readonly ExampleFile[];
  readonly fixed: readonly ExampleFile[];
  /** What the tool says of the bad one. */
  readonly said: string;
}

interface Definition {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
}

const marker = /[ \t]*(?:#|--) expect: [A-Z0-9, ]+$/gm;

/** The page of a code. */
export function diagnosticPage(
  definition: Definition,
  example: Example | undefined,
  scenario: Scenario | undefined,
): string {
  const { code, severity, title, why } = definition;
  const parts = [
    '<!-- Written by `npm run generate` from packages/diagnostics, test/cases and test/scenarios. -->',
    `# ${code}: ${title}`,
    `Severity: ${severity}.`,
    why,
    ...(example ? exampleParts(example) : []),
    ...(example === undefined && scenario ? scenarioParts(scenario) : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function exampleParts({ name, bad, fixed, said }: Example): readonly string[] {
  return [
    '## Bad',
    ...bad.map(fileBlock),
    fence('text', said),
    '## Fixed',
    ...fixed.map(fileBlock),
    `Both are test cases: [\`${name}\`](../../test/cases/${name}) and [\`${name}.ok\`](../../test/cases/${name}.ok).`,
  ];
}

function scenarioParts({ situation, said, fixed }: Scenario): readonly string[] {
  return ['## Bad', situation, fence('text', said), '## Fixed', fixed];
}

function fileBlock({ path, text }: ExampleFile): string {
  if (text === undefined) return `No \`${path}\`.`;
  const language = path.endsWith('.sql') ? 'sql' : path.endsWith('.json') ? 'json' : 'yaml';
  return `\`${path}\`\n\n${fence(language, text.replace(marker, ''))}`;
}

/** A fence longer than any run of backquotes in the text. */
function fence(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${text.trimEnd()}\n${ticks}`;
}
