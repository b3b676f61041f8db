import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from 'akili';
import { normalise } from './normalise.ts';
import { scriptHost } from './script-host.ts';
import type { ExpectedText, Script, Section } from './script.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** What a section said, written the way the script expects it, beside what is expected. */
export interface Compared {
  readonly section: string;
  readonly expected: string;
  readonly actual: string;
}

/** Carries a script out in a folder of its own, which is gone afterwards. */
export async function runScript(script: Script): Promise<readonly Compared[]> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'akili-cli-')));
  try {
    if (script.base === 'tenants') {
      for (const name of ['akili.yaml', 'policies', 'tenants']) {
        cpSync(join(repository, name), join(root, name), { recursive: true });
      }
    }
    const compared: Compared[] = [];
    for (const section of script.sections) compared.push(...(await runSection(section, root)));
    return compared;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function runSection(section: Section, root: string): Promise<readonly Compared[]> {
  switch (section.kind) {
    case 'write':
      mkdirSync(dirname(join(root, section.path)), { recursive: true });
      writeFileSync(join(root, section.path), unescape(section.text));
      return [];
    case 'delete':
      rmSync(join(root, section.path), { recursive: true });
      return [];
    case 'file':
      return [compare(`file ${section.path}`, section.expected, readFileSync(join(root, section.path), 'utf8'), root)];
    case 'run': {
      const world = scriptHost(root, section.settings);
      const [program, ...argv] = wordsOf(section.command);
      if (program !== 'akili') throw new Error(`only akili can be run: ${section.command}`);
      const exit = await main(argv, world.host);
      const title = `$ ${section.command}`;
      return [
        { section: `${title} exit`, expected: String(section.exit), actual: String(exit) },
        compare(`${title} stdout`, section.stdout, world.stdout(), root),
        compare(`${title} stderr`, section.stderr, world.stderr(), root),
      ];
    }
  }
}

function compare(section: string, expected: ExpectedText, text: string, root: string): Compared {
  const actual = normalise(text, root).replace(/\n+$/, '');
  const wanted = expected.lines.join('\n');
  if (expected.how === 'exact') return { section, expected: wanted, actual };
  let from = 0;
  const lines = actual.split('\n');
  const missing = expected.lines.find((line) => {
    const at = lines.indexOf(line, from);
    from = at + 1;
    return at === -1;
  });
  return { section, expected: wanted, actual: missing === undefined ? wanted : `missing: ${missing}\n\n${actual}` };
}

/** `\x1b` in a script's file is the character: scripts stay readable, files may hold anything. */
function unescape(text: string): string {
  return text.replace(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Splits a command line at spaces; single quotes hold words together. */
function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
}
