import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { install, type RunProgram } from '../../actions/src/setup/install.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'akili-setup-'));
  const files = {
    'package.json': '{}',
    'package-lock.json': '{"lockfileVersion":3}',
    'packages/cli/package.json': '{"version":"1.2.3"}',
    'packages/cli/build.mjs': '',
    'packages/cli/dist/main.js': 'old',
    'actions/src/main.ts': '',
    'node_modules/x/index.js': '',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'source', path)), { recursive: true });
    writeFileSync(join(folder, 'source', path), text);
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const source = (): string => join(folder, 'source');
const caches = (): string => join(folder, 'caches');
const homes = (): readonly string[] =>
  existsSync(join(caches(), 'akili')) ? readdirSync(join(caches(), 'akili')) : [];

test('it is installed from the lock file, without scripts, built, and taken from the cache the next time', () => {
  const ran: (readonly string[])[] = [];
  const run: RunProgram = (program, args, at) => {
    ran.push([program === process.execPath ? 'node' : program, ...args]);
    expect(existsSync(join(at, 'packages/cli/dist'))).toBe(false);
    expect(existsSync(join(at, 'node_modules'))).toBe(false);
  };
  const first = install(source(), caches(), run);
  expect(ran).toEqual([
    ['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    ['node', join('packages', 'cli', 'build.mjs')],
  ]);
  expect([first.version, first.reused, readdirSync(first.bin)]).toEqual(['1.2.3', false, ['akili', 'akili.cmd']]);
  expect(install(source(), caches(), run)).toEqual({ ...first, reused: true });
  expect(ran).toHaveLength(2);
});

test('another lock file is another installation', () => {
  const first = install(source(), caches(), () => undefined);
  writeFileSync(join(source(), 'package-lock.json'), '{"lockfileVersion":3,"x":1}');
  expect(install(source(), caches(), () => undefined).home).not.toBe(first.home);
});

test('what failed leaves nothing that could be used', () => {
  const fail: RunProgram = () => {
    throw new Error('npm ci failed');
  };
  expect(() => install(source(), caches(), fail)).toThrow('npm ci failed');
  expect(homes()).toEqual([]);
});

test('an installation that was cut off is made anew', () => {
  const { home } = install(source(), caches(), () => undefined);
  rmSync(join(home, 'complete'));
  expect(install(source(), caches(), () => undefined)).toMatchObject({ home, reused: false });
  expect(readFileSync(join(home, 'complete'), 'utf8')).toBe('');
  expect(homes()).toHaveLength(1);
});
