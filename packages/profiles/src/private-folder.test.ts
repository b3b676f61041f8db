import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readPrivateFile, writePrivateFile } from './private-folder.ts';

let home = '';
let folder = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'akili-profiles-'));
  folder = join(home, '.config', 'akili');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

it('what was written is read again, 0600 in 0700, and nothing else is left', () => {
  expect(readPrivateFile(folder, 'a.json')).toBe(undefined);
  writePrivateFile(folder, 'a.json', 'one');
  writePrivateFile(folder, 'a.json', 'two');
  expect(readPrivateFile(folder, 'a.json')).toBe('two');
  expect((lstatSync(join(folder, 'a.json')).mode & 0o777).toString(8)).toBe('600');
  expect((lstatSync(folder).mode & 0o777).toString(8)).toBe('700');
  expect(readdirSync(folder)).toEqual(['a.json']);
});

it('a file that others may read is refused, and not mended', () => {
  writePrivateFile(folder, 'a.json', 'one');
  chmodSync(join(folder, 'a.json'), 0o640);
  const said = 'has mode 640 and may not be open to others: run `chmod 600` on it';
  expect(() => readPrivateFile(folder, 'a.json')).toThrow(said);
  expect(() => writePrivateFile(folder, 'a.json', 'two')).toThrow(said);
  expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('one');
});

it('a folder that others may write is refused', () => {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o770);
  const said = 'has mode 770 and may not be open to others: run `chmod 700` on it';
  expect(() => readPrivateFile(folder, 'a.json')).toThrow(said);
  expect(() => writePrivateFile(folder, 'a.json', 'x')).toThrow(said);
});

it('a link is neither read nor written through', () => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const target = join(home, 'target');
  writeFileSync(target, 'theirs', { mode: 0o600 });
  symlinkSync(target, join(folder, 'a.json'));
  expect(() => readPrivateFile(folder, 'a.json')).toThrow('is a link');
  expect(() => writePrivateFile(folder, 'a.json', 'mine')).toThrow('is not a file');
  expect(readFileSync(target, 'utf8')).toBe('theirs');
});

it('a folder that is a link is refused', () => {
  const other = join(home, 'other');
  mkdirSync(other, { mode: 0o700 });
  mkdirSync(join(home, '.config'));
  symlinkSync(other, folder);
  expect(() => writePrivateFile(folder, 'a.json', 'mine')).toThrow('is not a folder');
  expect(existsSync(join(other, 'a.json'))).toBe(false);
});

it('a link to a file that is not there is refused, too', () => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  symlinkSync(join(home, 'nowhere'), join(folder, 'a.json'));
  expect(() => writePrivateFile(folder, 'a.json', 'mine')).toThrow('is not a file');
  expect(existsSync(join(home, 'nowhere'))).toBe(false);
});
