import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const launcher = join(repository, 'packages/cli/bin/akili.js');
let root = '';

beforeAll(() => {
  const built = spawnSync(process.execPath, [join(repository, 'packages/cli/build.mjs')], { encoding: 'utf8' });
  expect(built.stderr).toBe('');
  expect(built.status).toBe(0);
  root = realpathSync(mkdtempSync(join(tmpdir(), 'akili-bundle-')));
  for (const name of ['akili.yaml', 'policies', 'tenants']) cpSync(join(repository, name), join(root, name), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The environment of a user of their own, so that nothing of this machine's is used or changed. */
const env = () => ({ PATH: process.env['PATH'], HOME: join(root, 'home') });

function akili(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...args], { cwd: root, env: env(), encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('the bundle', () => {
  it('answers --version from the launcher alone', () => {
    expect(akili('--version')).toEqual({ status: 0, stdout: '0.1.0\n', stderr: '' });
  });

  it('validates the two tenants, and the same again from its cache', () => {
    const first = akili('validate');
    expect(first.status).toBe(0);
    expect(first.stdout.trimEnd().split('\n').at(-1)).toBe('2 tenants, 2 products: no errors, 3 warnings');
    expect(akili('validate')).toEqual(first);
  });

  it('applies, and then there is nothing left to do', () => {
    const applied = akili('apply', '--yes', '--quiet');
    expect(applied.stderr).toBe('');
    expect(applied.status).toBe(0);
    const again = akili('plan', '--exit-code');
    expect(again.status).toBe(0);
    expect(again.stdout).toContain('No changes. Environment local is as declared.');
  });

  it('finishes what it does when its reader goes away', async () => {
    const child = spawn(process.execPath, [launcher, 'explain'], { cwd: root, env: env(), stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('is interrupted between two steps, and goes on where it stopped', async () => {
    rmSync(join(root, '.akili', 'local'), { recursive: true, force: true });
    const child = spawn(process.execPath, [launcher, 'apply', '--yes'], { cwd: root, env: env(), stdio: 'ignore' });
    const ended = new Promise((resolve) => child.on('close', resolve));
    const journal = join(root, '.akili/local/journal');
    while (!existsSync(journal) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    // On a fast machine it may have been done already.
    expect([0, 130]).toContain(await ended);
    expect(akili('apply', '--yes').status).toBe(0);
    expect(akili('plan', '--exit-code').status).toBe(0);
  });

  it('says how to build it where it is not built', () => {
    const bare = join(root, 'bare');
    mkdirSync(join(bare, 'bin'), { recursive: true });
    cpSync(launcher, join(bare, 'bin/akili.js'));
    cpSync(join(repository, 'packages/cli/package.json'), join(bare, 'package.json'));
    const { status, stderr } = spawnSync(process.execPath, [join(bare, 'bin/akili.js'), 'validate'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'akili is not built yet. Run `npm run build` in its repository first.\n',
    });
  });
});
