import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineError } from '@akili/resource';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listFolder, makeFolder, readFile, removeFile, removeFolder, writeFile } from './guarded-files.ts';

let base: string;
let root: string;
let outside: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'akili-guarded-'));
  root = join(base, '.akili', 'local');
  outside = join(base, 'outside');
  mkdirSync(outside);
});
afterEach(() => rmSync(base, { recursive: true }));

test('a file is written whole, in folders that are made, and leaves no draft', () => {
  writeFile(root, ['events', 'acme-corp'], 'topic.json', 'first');
  writeFile(root, ['events', 'acme-corp'], 'topic.json', 'second');
  expect(readFile(root, ['events', 'acme-corp'], 'topic.json')).toBe('second');
  expect(readdirSync(join(root, 'events', 'acme-corp'))).toEqual(['topic.json']);
});

test.each([
  ["the environment's folder", () => join(root)],
  ['the folder above it', () => join(base, '.akili')],
  ['the first folder', () => join(root, 'events')],
  ['the last folder', () => join(root, 'events', 'acme-corp')],
])('a link in place of %s stops a write, a listing and a removal', (_, planted) => {
  const link = planted();
  mkdirSync(join(link, '..'), { recursive: true });
  symlinkSync(outside, link);
  mkdirSync(join(outside, 'local', 'events', 'acme-corp'), { recursive: true });
  mkdirSync(join(outside, 'events', 'acme-corp'), { recursive: true });
  mkdirSync(join(outside, 'acme-corp'), { recursive: true });
  const before = readdirSync(outside, { recursive: true });
  const folder = ['events', 'acme-corp'];
  expect(() => writeFile(root, folder, 'topic.json', 'text')).toThrow(EngineError);
  expect(() => makeFolder(root, [...folder, 'log'])).toThrow(EngineError);
  expect(() => listFolder(root, folder)).toThrow(EngineError);
  expect(() => removeFile(root, folder, 'topic.json')).toThrow(EngineError);
  expect(() => removeFolder(root, folder, 'topic.json')).toThrow(EngineError);
  expect(readdirSync(outside, { recursive: true })).toEqual(before);
});

test('a link in place of the file is replaced, and what it led to stays', () => {
  const victim = join(outside, 'victim');
  writeFileSync(victim, 'precious');
  makeFolder(root, ['events']);
  symlinkSync(victim, join(root, 'events', 'topic.json'));
  writeFile(root, ['events'], 'topic.json', 'text');
  expect(readFileSync(victim, 'utf8')).toBe('precious');
  expect(lstatSync(join(root, 'events', 'topic.json')).isSymbolicLink()).toBe(false);
});

test('a link in place of the draft is taken away, and what it led to stays', () => {
  const victim = join(outside, 'victim');
  writeFileSync(victim, 'precious');
  makeFolder(root, ['events']);
  symlinkSync(victim, join(root, 'events', 'topic.json.unfinished'));
  writeFile(root, ['events'], 'topic.json', 'text');
  expect(readFileSync(victim, 'utf8')).toBe('precious');
  expect(readFile(root, ['events'], 'topic.json')).toBe('text');
});

test('a link is not read', () => {
  writeFileSync(join(outside, 'victim'), 'precious');
  makeFolder(root, ['events']);
  symlinkSync(join(outside, 'victim'), join(root, 'events', 'topic.json'));
  expect(readFile(root, ['events'], 'topic.json')).toBeUndefined();
});

test('removing a folder removes the links in it, not what they lead to', () => {
  writeFileSync(join(outside, 'victim'), 'precious');
  writeFile(root, ['events', 'topic'], 'topic.json', 'text');
  symlinkSync(outside, join(root, 'events', 'topic', 'log'));
  removeFolder(root, ['events', 'topic'], 'topic.json');
  expect(existsSync(join(root, 'events', 'topic'))).toBe(false);
  expect(readFileSync(join(outside, 'victim'), 'utf8')).toBe('precious');
});

test('a folder in place of the file is an error, and stays', () => {
  makeFolder(root, ['events', 'topic.json']);
  expect(() => writeFile(root, ['events'], 'topic.json', 'text')).toThrow(EngineError);
  expect(readdirSync(join(root, 'events'))).toEqual(['topic.json']);
});

test.each([['..'], ['.'], ['a/b'], ['a\\b'], [''], ['a\0b'], ['-rf'], ['a b']])('%j is no name', (name) => {
  expect(() => writeFile(root, [name], 'topic.json', 'text')).toThrow('is no name of a folder or file');
});
