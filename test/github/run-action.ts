import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How a step of a workflow runs an action. */
export interface ActionRun {
  readonly action: 'check' | 'plan' | 'apply' | 'drift' | 'isolation' | 'unlock';
  readonly inputs: { readonly [name: string]: string };
  /** Folder that is checked out. */
  readonly workspace: string;
  /** As `AKILI_HOME`. */
  readonly home: string;
  readonly event: { readonly name: string; readonly payload: unknown };
  /** As `GITHUB_API_URL`. */
  readonly apiUrl: string;
  readonly sha: string;
  readonly ref?: string;
  readonly env?: { readonly [name: string]: string };
}

export interface ActionResult {
  readonly code: number | null;
  readonly outputs: { readonly [name: string]: string };
  readonly summary: string;
  readonly stdout: string;
}

/** Runs an action as GitHub's runner does: `node dist/index.js`, with its variables and files and no others. */
export async function runAction(run: ActionRun): Promise<ActionResult> {
  const folder = mkdtempSync(join(tmpdir(), 'akili-runner-'));
  const file = (name: string): string => join(folder, name);
  writeFileSync(file('event.json'), JSON.stringify(run.event.payload));
  for (const name of ['output', 'summary', 'env', 'path']) writeFileSync(file(name), '');
  const inputs = Object.entries({ 'github-token': 'bot', ...run.inputs }).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ]);
  const child = spawn(process.execPath, [join(root, 'actions', run.action, 'dist', 'index.js')], {
    cwd: run.workspace,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      AKILI_HOME: run.home,
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: run.workspace,
      GITHUB_REPOSITORY: 'acme/data',
      GITHUB_API_URL: run.apiUrl,
      GITHUB_SERVER_URL: 'https://github.example.com',
      GITHUB_RUN_ID: '42',
      GITHUB_EVENT_NAME: run.event.name,
      GITHUB_EVENT_PATH: file('event.json'),
      GITHUB_OUTPUT: file('output'),
      GITHUB_STEP_SUMMARY: file('summary'),
      GITHUB_ENV: file('env'),
      GITHUB_PATH: file('path'),
      GITHUB_SHA: run.sha,
      GITHUB_REF: run.ref ?? 'refs/heads/main',
      ...Object.fromEntries(inputs),
      ...run.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const result = {
    code,
    outputs: outputsOf(readFileSync(file('output'), 'utf8')),
    summary: readFileSync(file('summary'), 'utf8'),
    stdout: stdout + stderr,
  };
  rmSync(folder, { recursive: true, force: true });
  return result;
}

/** `name<<delimiter`, the value, the delimiter: as the runner reads them. */
function outputsOf(text: string): { readonly [name: string]: string } {
  const outputs: { [name: string]: string } = {};
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const [, name = '', delimiter = ''] = /^([^<]+)<<(.+)$/.exec(lines[i] ?? '') ?? [];
    if (name === '') continue;
    const end = lines.indexOf(delimiter, i + 1);
    outputs[name] = lines.slice(i + 1, end).join('\n');
    i = end;
  }
  return outputs;
}

/** The built workspace that launchers are pointed at: a tree of its own, below the modules that it needs. */
export interface BuiltWorkspace {
  /** As `AKILI_HOME`. */
  readonly home: string;
  remove(): void;
}

export function buildWorkspace(): BuiltWorkspace {
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const home = mkdtempSync(join(cache, 'akili-actions-'));
  const dist = join(home, 'packages', 'cli', 'dist');
  const built = spawnSync(process.execPath, [join(root, 'packages', 'cli', 'build.mjs'), dist, 'actions'], {
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(built.stderr);
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}
