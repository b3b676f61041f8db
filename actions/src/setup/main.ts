import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runnerFileEntry } from '../runner-file.ts';
import { checkoutOf, install } from './install.ts';

/**
 * The action `setup`: installs the akili that lies beside it (the action is pinned, and so is what it installs), and tells
 * the jobs' later steps where it is. It looks at nothing of the repository that the workflow belongs to.
 */
export function setup(moduleUrl: string): void {
  const { env } = process;
  const caches = env['RUNNER_TOOL_CACHE'] ?? join(tmpdir(), 'akili-tools');
  try {
    const { home, bin, version, reused } = install(checkoutOf(moduleUrl), caches, run);
    process.stdout.write(`akili ${version} ${reused ? 'is there already' : 'was installed'}: ${home}\n`);
    append('GITHUB_ENV', runnerFileEntry('AKILI_HOME', home, randomUUID()));
    append('GITHUB_PATH', `${bin}\n`);
    append(
      'GITHUB_OUTPUT',
      runnerFileEntry('version', version, randomUUID()) + runnerFileEntry('home', home, randomUUID()),
    );
  } catch (error) {
    process.stdout.write(
      `::error::akili could not be installed: ${(error as Error).message.replace(/[%\r\n]/g, ' ')}\n`,
    );
    process.exitCode = 1;
  }
}

/** What is installed gets no token and no secret: only what npm and Node need. */
function run(program: string, args: readonly string[], folder: string): void {
  const kept =
    /^(PATH|HOME|USERPROFILE|TMPDIR|TEMP|TMP|SYSTEMROOT|COMSPEC|APPDATA|LOCALAPPDATA|LANG|(npm_config|NODE_EXTRA_CA|HTTPS?_PROXY|NO_PROXY).*)$/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => kept.test(name)));
  const shell = process.platform === 'win32' && program === 'npm';
  const { status, error } = spawnSync(program, [...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell,
  });
  if (status !== 0)
    throw new Error(`${program} ${args[0] ?? ''} failed${error === undefined ? '' : `: ${error.message}`}`);
}

function append(variable: string, text: string): void {
  const file = process.env[variable];
  if (file !== undefined && file !== '') appendFileSync(file, text);
}
