import { execFileSync } from 'node:child_process';
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
    if (script.base !== 'empty') {
      for (const name of ['akili.yaml', 'policies', 'tenants']) {
        cpSync(join(repository, name), join(root, name), { recursive: true });
      }
    }
    if (script.base === 'git') commitAll(root);
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
    case 'tag':
      commitAll(root, section.name);
      return [];
    case 'file':
      return [compare(`file ${section.path}`, section.expected, readFileSync(join(root, section.path), 'utf8'), root)];
    case 'run': {
      const settings = section.settings.map((setting) => setting.replaceAll('$ROOT', root));
      const world = scriptHost(root, settings);
      const [program, ...argv] = wordsOf(section.command);
      if (program !== 'akili') throw new Error(`only akili can be run: ${section.command}`);
      const lock = section.settings.includes('locked') ? await lockLocal(root) : undefined;
      const lease = await leaseLocal(root, settings);
      const exit = await main(argv, world.host);
      await lock?.release();
      await lease?.release();
      const title = `$ ${section.command}`;
      return [
        { section: `${title} exit`, expected: String(section.exit), actual: String(exit) },
        compare(`${title} stdout`, section.stdout, world.stdout(), root),
        compare(`${title} stderr`, section.stderr, world.stderr(), root),
      ];
    }
  }
}

/** Somebody else who has the environment `local` open. */
async function lockLocal(root: string) {
  const { lockEnvironment } = await import('@akili/store');
  return await lockEnvironment(join(root, '.akili/local'), { timeoutMs: 1000, signal: new AbortController().signal });
}

/** Somebody else who holds the lease of the tenant that `leased TENANT` names. */
async function leaseLocal(root: string, settings: readonly string[]) {
  const tenant = settings.flatMap((setting) => /^leased (\S+)$/.exec(setting)?.[1] ?? [])[0];
  if (tenant === undefined) return undefined;
  const { DirectoryStore } = await import('@akili/store');
  const store = new DirectoryStore({ directory: join(root, '.akili/local'), environment: 'local' });
  return await store.lease(tenant, { timeoutMs: 1000, signal: new AbortController().signal });
}

/** Commits everything to git, whoever's configuration this machine has and whatever its clock says. */
function commitAll(root: string, tag?: string): void {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  const when = '2026-01-01T00:00:00Z';
  const env = { ...process.env, GIT_AUTHOR_DATE: when, GIT_COMMITTER_DATE: when };
  const commands = [
    ...[['init', '-q', '-b', 'main'], ['add', '.'], [...who, 'commit', '-q', '--allow-empty', '-m', 'seed']],
    ...(tag === undefined ? [] : [['-c', 'tag.gpgsign=false', 'tag', tag]]),
  ];
  for (const command of commands) execFileSync('git', command, { cwd: root, env, stdio: 'pipe' });
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
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map((match) => unescape(match[1] ?? match[2] ?? ''));
}
