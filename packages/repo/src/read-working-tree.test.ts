import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readWorkingTree } from './read-working-tree.ts';
import { folderWith, pathsOf, said } from './temporary-folder.fixture.ts';

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
const utf16 = (text: string): Uint8Array => bytes(...[...text].flatMap((char) => [char.charCodeAt(0), 0]));

describe('a working tree', () => {
  test('is read where it matters, in the order of its paths', () => {
    const root = folderWith({
      'akili.yaml': 'a: 1\n',
      'README.md': '',
      'src/x.yaml': '',
      'policies/p.yaml': '',
      'policies/README.md': '',
      'tenants/acme/tenant.yaml': 'größe: "😀"\n',
      'tenants/acme/products/a/transform.sql': 'SELECT 1',
      'tenants/acme/products/a-b/product.yaml': '',
      'tenants/acme/products/a/product.yaml': '',
      'tenants/acme/products/a/fixtures/orders.csv': '',
      'tenants/acme/products/a/fixtures/x.yaml': '',
      'tenants/acme/products/a/tests/one.yaml': '',
      'tenants/.hidden/tenant.yaml': '',
      'tenants/acme/.tenant.yaml.swp': '',
    });
    const snapshot = readWorkingTree(root);
    expect(said(snapshot)).toEqual([]);
    expect(pathsOf(snapshot)).toEqual([
      'akili.yaml',
      'policies/p.yaml',
      'tenants/acme/products/a-b/product.yaml',
      'tenants/acme/products/a/product.yaml',
      'tenants/acme/products/a/transform.sql',
      'tenants/acme/tenant.yaml',
    ]);
    expect(snapshot.files.at(-1)?.text).toBe('größe: "😀"\n');
    expect(pathsOf(snapshot)).toEqual(pathsOf(snapshot).toSorted());
  });

  test('that is not there is a finding', () => {
    expect(said(readWorkingTree('/nowhere/at/all'))).toEqual(['FS006 -']);
  });

  test('a byte order mark is no part of the text', () => {
    const root = folderWith({ 'akili.yaml': bytes(0xef, 0xbb, 0xbf, 0x61) });
    expect(readWorkingTree(root).files).toEqual([{ path: 'akili.yaml', text: 'a' }]);
  });

  test('a file of exactly the limit is read, one byte more is not', () => {
    const root = folderWith({ 'akili.yaml': 'x'.repeat(100), 'tenants/a.yaml': 'x'.repeat(101) });
    const snapshot = readWorkingTree(root, { limits: { fileBytes: 100 } });
    expect(pathsOf(snapshot)).toEqual(['akili.yaml']);
    expect(said(snapshot)).toEqual(['FS001 tenants/a.yaml']);
  });

  test('FS001: ten megabytes are not read', () => {
    const root = folderWith({ 'akili.yaml': 'a'.repeat(10_000_000) });
    const snapshot = readWorkingTree(root);
    expect(said(snapshot)).toEqual(['FS001 akili.yaml']);
    expect(snapshot.findings[0]?.message).toBe('The file has 10000000 bytes; a manifest or a query may have 1048576.');
  });

  test.each([
    ['FS002', 'UTF-16 with a mark', bytes(0xff, 0xfe, 0x61, 0)],
    ['FS002', 'UTF-16 without one', utf16('akili: 1')],
    ['FS002', 'Latin-1', bytes(0x61, 0xe9, 0x62)],
    ['FS002', 'a surrogate in UTF-8', bytes(0xed, 0xa0, 0x80)],
    ['FS003', 'a NUL byte', bytes(0x61, 0x3a, 0x20, 0x31, 0x0a, 0, 0x62)],
  ])('%s: %s', (code, _name, content) => {
    const snapshot = readWorkingTree(folderWith({ 'akili.yaml': content, 'tenants/a/tenant.yaml': 'a: 1' }));
    expect(said(snapshot)).toEqual([`${code} akili.yaml`]);
    expect(pathsOf(snapshot)).toEqual(['tenants/a/tenant.yaml']);
  });

  test('FS004: links are refused, wherever they lead', () => {
    const root = folderWith({
      'tenants/a/tenant.yaml': '',
      'outside.yaml': '',
      'tenants/b/products/p/fixtures/f.csv': '',
    });
    symlinkSync('/etc/hostname', join(root, 'tenants/a/transform.sql'));
    symlinkSync('../..', join(root, 'tenants/a/loop'));
    symlinkSync('../../tenants/b', join(root, 'tenants/a/other'));
    symlinkSync('nowhere', join(root, 'tenants/b/products/p/fixtures/g.csv'));
    symlinkSync('outside.yaml', join(root, 'akili.yaml'));
    symlinkSync('/etc', join(root, 'policies'));
    const snapshot = readWorkingTree(root);
    expect(said(snapshot)).toEqual([
      'FS004 akili.yaml',
      'FS004 policies',
      'FS004 tenants/a/loop',
      'FS004 tenants/a/other',
      'FS004 tenants/a/transform.sql',
      'FS004 tenants/b/products/p/fixtures/g.csv',
    ]);
    expect(pathsOf(snapshot)).toEqual(['tenants/a/tenant.yaml']);
  });

  test('FS005: a named pipe is not waited for', () => {
    const root = folderWith({ 'tenants/a/tenant.yaml': '' });
    execFileSync('mkfifo', [join(root, 'tenants/a/pipe.yaml')]);
    expect(said(readWorkingTree(root))).toEqual(['FS005 tenants/a/pipe.yaml']);
  });

  // Root reads whatever it likes.
  test.skipIf(process.getuid?.() === 0)('FS006: a file without permission', () => {
    const root = folderWith({ 'tenants/a/tenant.yaml': '', 'tenants/b/tenant.yaml': '' });
    chmodSync(join(root, 'tenants/a/tenant.yaml'), 0);
    chmodSync(join(root, 'tenants/b'), 0);
    const snapshot = readWorkingTree(root);
    chmodSync(join(root, 'tenants/b'), 0o700);
    expect(said(snapshot)).toEqual(['FS006 tenants/a/tenant.yaml', 'FS006 tenants/b']);
  });

  test.each([
    ['a line end', 'a\nb.yaml', '`a\\u{a}b.yaml`'],
    ['a control character', 'a\u0007.yaml', '`a\\u{7}.yaml`'],
    ['text that runs backwards', 'a\u202elmay.yaml', '`a\\u{202e}lmay.yaml`'],
    ['a backslash', 'a\\b.yaml', '`a\\b.yaml`'],
  ])('FS007: a name with %s', (_name, name, shown) => {
    const snapshot = readWorkingTree(folderWith({ [`tenants/acme/${name}`]: '' }));
    expect(said(snapshot)).toEqual(['FS007 tenants/acme']);
    expect(snapshot.findings[0]?.message).toContain(`The name ${shown} `);
    expect(pathsOf(snapshot)).toEqual([]);
  });

  test('FS008: names that are one on other systems', () => {
    const root = folderWith({ 'tenants/acme/tenant.yaml': '', 'tenants/acme/Tenant.yaml': '' });
    mkdirSync(join(root, 'tenants/caf\u00e9'));
    mkdirSync(join(root, 'tenants/cafe\u0301'));
    mkdirSync(join(root, 'Tenants'));
    expect(said(readWorkingTree(root))).toEqual([
      'FS008 tenants',
      'FS008 tenants/caf\u00e9',
      'FS008 tenants/acme/tenant.yaml',
    ]);
  });

  test('paths are in NFC, however the disk has them', () => {
    const root = folderWith({});
    mkdirSync(join(root, 'tenants'));
    writeFileSync(join(root, 'tenants/cafe\u0301.yaml'), '');
    expect(pathsOf(readWorkingTree(root))).toEqual(['tenants/caf\u00e9.yaml']);
  });

  test('FS009: more files or bytes than the limit', () => {
    const root = folderWith({ 'tenants/a.yaml': 'xx', 'tenants/b.yaml': 'xx', 'tenants/c.yaml': 'xx' });
    expect(said(readWorkingTree(root, { limits: { files: 1 } }))).toEqual(['FS009 tenants/b.yaml']);
    expect(said(readWorkingTree(root, { limits: { totalBytes: 5 } }))).toEqual(['FS009 tenants/c.yaml']);
    expect(said(readWorkingTree(root, { limits: { totalBytes: 6 } }))).toEqual([]);
  });

  test('FS010: folders below the limit', () => {
    const root = folderWith({ 'tenants/a/b/c/d.yaml': '', 'tenants/a/e.yaml': '' });
    const snapshot = readWorkingTree(root, { limits: { depth: 3 } });
    expect(said(snapshot)).toEqual(['FS010 tenants/a/b/c']);
    expect(pathsOf(snapshot)).toEqual(['tenants/a/e.yaml']);
  });
});
