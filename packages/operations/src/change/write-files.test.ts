import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Refused } from './refused.ts';
import { writeFiles } from './write-files.ts';

const roots: string[] = [];
afterEach(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true, force: true })));

function folderWith(files: { readonly [path: string]: string }): string {
  const root = mkdtempSync(join(tmpdir(), 'akili-write-'));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const snapshotOf = (files: { readonly [path: string]: string }) => ({
  files: Object.entries(files).map(([path, text]) => ({ path, text })),
  findings: [],
});
const files = { 'tenants/a/one.yaml': 'one\n', 'tenants/a/two.yaml': 'two\n' };
const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

test('files are made, changed and removed, and nothing else is left', () => {
  const root = folderWith(files);
  writeFiles(root, snapshotOf(files), [
    { path: 'tenants/a/one.yaml', text: 'changed\n' },
    { path: 'tenants/a/two.yaml', text: undefined },
    { path: 'tenants/a/new/three.yaml', text: 'three\n' },
  ]);
  expect(read(root, 'tenants/a/one.yaml')).toBe('changed\n');
  expect(read(root, 'tenants/a/new/three.yaml')).toBe('three\n');
  expect(readdirSync(join(root, 'tenants/a')).sort()).toEqual(['new', 'one.yaml']);
  expect(readdirSync(join(root, 'tenants/a/new'))).toEqual(['three.yaml']);
});

test('a file that somebody changed meanwhile keeps every file as it is', () => {
  const root = folderWith({ ...files, 'tenants/a/two.yaml': 'theirs\n' });
  const changes = ['one', 'two'].map((name) => ({ path: `tenants/a/${name}.yaml`, text: 'mine\n' }));
  expect(() => writeFiles(root, snapshotOf(files), changes)).toThrow(
    new Refused('Nothing was written, because `tenants/a/two.yaml` was changed meanwhile. Run the command again.'),
  );
  expect([read(root, 'tenants/a/one.yaml'), read(root, 'tenants/a/two.yaml')]).toEqual(['one\n', 'theirs\n']);
});

test('a new file does not go over one that nobody read', () => {
  const root = folderWith({ ...files, 'tenants/a/three.yaml': 'theirs\n' });
  const change = { path: 'tenants/a/three.yaml', text: 'mine\n' };
  expect(() => writeFiles(root, snapshotOf(files), [change])).toThrow(Refused);
  expect(read(root, 'tenants/a/three.yaml')).toBe('theirs\n');
});

test('no link is followed, neither of a folder nor of a file', () => {
  const outside = folderWith({ 'secret.yaml': 'secret\n' });
  const root = folderWith(files);
  symlinkSync(outside, join(root, 'tenants/b'));
  symlinkSync(join(outside, 'secret.yaml'), join(root, 'tenants/a/link.yaml'));
  const write = (path: string) => () => writeFiles(root, snapshotOf(files), [{ path, text: 'mine\n' }]);
  expect(write('tenants/b/new.yaml')).toThrow('`tenants/b` is no folder');
  expect(write('tenants/a/link.yaml')).toThrow('`tenants/a/link.yaml` is no file');
  expect([read(outside, 'secret.yaml'), existsSync(join(outside, 'new.yaml'))]).toEqual(['secret\n', false]);
});

test('what fails half way is taken back', () => {
  const root = folderWith(files);
  const last = { path: `tenants/c/${'x'.repeat(300)}.yaml`, text: 'too long a name\n' };
  const change = { path: 'tenants/a/one.yaml', text: 'mine\n' };
  expect(() => writeFiles(root, snapshotOf(files), [change, last])).toThrow(
    new Refused('Nothing was written: the operating system says ENAMETOOLONG.'),
  );
  expect(read(root, 'tenants/a/one.yaml')).toBe('one\n');
  expect(readdirSync(join(root, 'tenants')).sort()).toEqual(['a']);
});
