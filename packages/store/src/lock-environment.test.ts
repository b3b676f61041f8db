import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LockedError } from '@akili/resource';
import { afterEach, describe, expect, test } from 'vitest';
import { lockEnvironment } from './lock-environment.ts';
import { thisMachine, type Processes } from './lock/processes.ts';

const folders: string[] = [];
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const makeFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'akili-lock-'));
  folders.push(folder);
  return folder;
};
const signal = new AbortController().signal;
const now = { timeoutMs: 0, signal };

function start(...args: readonly string[]): { readonly child: ChildProcess; readonly output: () => string } {
  const script = fileURLToPath(new URL('lock/lock-child.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  return { child, output: () => output };
}
const ended = (child: ChildProcess): Promise<void> => new Promise((resolve) => child.once('exit', () => resolve()));
async function holding(directory: string): Promise<ChildProcess> {
  const { child, output } = start(directory, 'hold');
  while (!output().includes('held')) await new Promise((resolve) => setTimeout(resolve, 10));
  return child;
}

describe('between processes', () => {
  test('the holder is named with its process and since when', async () => {
    const directory = makeFolder();
    const child = await holding(directory);
    const error = await lockEnvironment(directory, now).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(LockedError);
    expect((error as LockedError).holder).toMatch(
      new RegExp(`^process ${child.pid} since \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$`),
    );
  });

  test('a holder that was killed is followed at once, and nothing has to be removed', async () => {
    const directory = makeFolder();
    const child = await holding(directory);
    const gone = ended(child);
    child.kill('SIGKILL');
    await gone;
    const lock = await lockEnvironment(directory, now);
    expect(lock.token).toBe(2);
    await lock.release();
  });

  test('of processes that wait and die, never two are inside', async () => {
    const directory = makeFolder();
    const runs = [0, 7, 0, 13].map((death) => start(directory, 'rounds', '25', String(death)));
    await Promise.all(runs.map(({ child }) => ended(child)));
    expect(runs.map(({ output }) => output())).toEqual(['finished\n', '', 'finished\n', '']);
    expect(readdirSync(join(directory, 'lock')).length).toBeLessThan(12);
  });
});

describe('in one process', () => {
  test('the next waits until it is released; releasing twice is harmless', async () => {
    const directory = makeFolder();
    const first = await lockEnvironment(directory, now);
    await expect(lockEnvironment(directory, now)).rejects.toThrow(LockedError);
    const next = lockEnvironment(directory, { timeoutMs: 10_000, signal });
    await first.release();
    const second = await next;
    await first.release();
    await expect(lockEnvironment(directory, now)).rejects.toThrow(LockedError);
    await second.release();
  });

  test('waiting ends with the signal', async () => {
    const directory = makeFolder();
    await lockEnvironment(directory, now);
    const controller = new AbortController();
    const asked = lockEnvironment(directory, { timeoutMs: 60_000, signal: controller.signal });
    controller.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('who is gone', () => {
  const here: Processes = { ...thisMachine(), pid: 4711, startOf: () => '100' };
  const isTaken = async (holder: Processes, seer: Processes): Promise<boolean> => {
    const directory = makeFolder();
    await lockEnvironment(directory, { ...now, processes: holder });
    return lockEnvironment(directory, { ...now, processes: seer }).then(
      () => false,
      () => true,
    );
  };

  test.each<readonly [string, Partial<Processes>, boolean]>([
    ['the same process', {}, true],
    ['a process whose number was given to a later one', { startOf: () => '200' }, false],
    ['a process that is no more', { startOf: () => 'dead' }, false],
    ['a process of which nobody tells when it began', { startOf: () => null }, true],
    ['a process from before the machine was started anew', { boot: 'later' }, false],
    ['a process of another container', { pidSpace: 'pid:[1]', startOf: () => 'dead' }, true],
    ['a process of another machine', { host: 'elsewhere', boot: 'other', startOf: () => 'dead' }, true],
    ['a process of this machine under its old name', { host: 'renamed', startOf: () => 'dead' }, false],
  ])('%s', async (_, change, taken) => {
    expect(await isTaken({ ...here, boot: 'b', pidSpace: 'p' }, { ...here, boot: 'b', pidSpace: 'p', ...change })).toBe(
      taken,
    );
  });

  test('where the system tells nothing, the number of the process decides', async () => {
    const bare = { ...here, boot: null, pidSpace: null, startOf: () => null };
    expect(await isTaken(bare, bare)).toBe(true);
    expect(await isTaken(bare, { ...bare, startOf: () => 'dead' })).toBe(false);
    expect(await isTaken(bare, { ...bare, host: 'elsewhere', startOf: () => 'dead' })).toBe(true);
  });

  test('a holder elsewhere is named with its machine and the file to remove', async () => {
    const directory = makeFolder();
    await lockEnvironment(directory, { ...now, processes: { ...here, host: 'ci-7', boot: 'other' } });
    await expect(lockEnvironment(directory, now)).rejects.toThrow(
      `if it is gone, remove ${join(directory, 'lock', '000000001.lock')}`,
    );
  });

  test('this process is seen as alive, and no process as dead', () => {
    const machine = thisMachine();
    expect(machine.startOf(process.pid)).not.toBe('dead');
    expect(machine.startOf(2 ** 22 + 1)).toBe('dead');
  });

  test('a file that is no lock file counts as held while it is young', async () => {
    const directory = makeFolder();
    mkdirSync(join(directory, 'lock'));
    writeFileSync(join(directory, 'lock', '000000003.lock'), '');
    await expect(lockEnvironment(directory, now)).rejects.toThrow('which cannot be read');
  });
});
