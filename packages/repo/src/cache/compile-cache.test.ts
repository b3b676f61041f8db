import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../temporary-folder.fixture.ts';
import { openCompileCache, type CompileCache } from './compile-cache.ts';

const text = (bytes: Uint8Array | undefined): string | undefined => bytes && new TextDecoder().decode(bytes);
/** A clock that says that a minute has passed since the files were written. */
const later = (): number => Date.now() + 60_000;
const repository = (): string =>
  folderWith({ 'akili.yaml': 'a: 1\n', 'tenants/a/tenant.yaml': 'b: 1\n', 'tenants/a/notes.txt': 'x' });

/** Keeps an outcome: its first segment in two pieces, the others at the end. */
function keep(cache: CompileCache, segments: { readonly [name: string]: string | Uint8Array }): boolean {
  const [[name, content], ...more] = Object.entries(segments) as [[string, string], ...[string, string][]];
  const writer = cache.begin(name);
  const bytes = new TextEncoder().encode(content);
  writer.append(bytes.subarray(0, 1));
  writer.append(bytes.subarray(1));
  return writer.keep(Object.fromEntries(more));
}

/** A cache over a tree that has been at rest for a minute. The tests' files were written just now. */
function rested(root: string, key = 'key'): CompileCache {
  return openCompileCache(root, key, clock());
}

/** First a minute later, then now: as if the tree had been looked at long after its last change. */
function clock(): () => number {
  let calls = 0;
  return () => (calls++ === 0 ? later() : Date.now());
}

describe('an unchanged tree', () => {
  test('gives back what was stored, segment by segment', () => {
    const root = repository();
    expect(rested(root).lookup()).toBeUndefined();
    expect(keep(rested(root), { diagnostics: '[]', big: Uint8Array.from([0, 1, 255]) })).toBe(true);
    const hit = rested(root).lookup();
    expect(hit?.names).toEqual(['diagnostics', 'big']);
    expect(text(hit?.read('diagnostics'))).toBe('[]');
    expect([...(hit?.read('big') ?? [])]).toEqual([0, 1, 255]);
    expect(hit?.read('other')).toBeUndefined();
  });

  test('has an outcome of its own for every key', () => {
    const root = repository();
    keep(rested(root, 'validate'), { out: '1' });
    keep(rested(root, 'compile'), { out: '2' });
    expect(text(rested(root, 'validate').lookup()?.read('out'))).toBe('1');
    expect(text(rested(root, 'compile').lookup()?.read('out'))).toBe('2');
    expect(rested(root, 'other').lookup()).toBeUndefined();
  });

  test('that changed a moment ago is not trusted: a further change could go unnoticed', () => {
    const root = repository();
    expect(keep(openCompileCache(root, 'key'), { out: '1' })).toBe(false);
    expect(openCompileCache(root, 'key').lookup()).toBeUndefined();
    expect(readdirSync(join(root, '.akili/cache'))).toEqual([]);
  });

  test('keeps eight outcomes', () => {
    const root = repository();
    for (let i = 0; i < 12; i++) keep(rested(root, `key ${i}`), { out: '1' });
    expect(readdirSync(join(root, '.akili/cache'))).toHaveLength(8);
  });
});

describe('a tree is another one', () => {
  const changes: readonly (readonly [string, (root: string) => void])[] = [
    ['when a file is written', (root) => writeFileSync(join(root, 'akili.yaml'), 'a: 2\n')],
    ['when a file is replaced by one of the same size and time', replaceKeepingTime],
    ['when a file is added', (root) => writeFileSync(join(root, 'tenants/a/x.yaml'), '')],
    ['when a file is removed', (root) => rmSync(join(root, 'tenants/a/tenant.yaml'))],
    ['when a folder is renamed', (root) => renameSync(join(root, 'tenants/a'), join(root, 'tenants/b'))],
    ['when a link appears', (root) => symlinkSync('x', join(root, 'tenants/a/link'))],
  ];

  test.each(changes)('%s', (_name, change) => {
    const root = repository();
    keep(rested(root), { out: '1' });
    change(root);
    expect(rested(root).lookup()).toBeUndefined();
  });

  test('but not when something else is', () => {
    const root = repository();
    keep(rested(root), { out: '1' });
    writeFileSync(join(root, 'tenants/a/notes.txt'), 'y');
    writeFileSync(join(root, 'README.md'), 'y');
    expect(rested(root).lookup()).toBeDefined();
  });
});

describe('a damaged cache', () => {
  const file = (root: string): string => {
    const folder = join(root, '.akili/cache');
    return join(folder, readdirSync(folder)[0] as string);
  };

  test.each<[string, (content: string) => string]>([
    ['cut short', (content) => content.slice(0, -3)],
    ['emptied', () => ''],
    ['with another header', (content) => content.replace('"format":1', '"format":9')],
    ['with no header', (content) => `x${content}`],
    ['with other bytes in a segment', (content) => `${content.slice(0, -1)}?`],
  ])('%s is none', (_name, damage) => {
    const root = repository();
    keep(rested(root), { out: 'the outcome' });
    writeFileSync(file(root), damage(readFileSync(file(root), 'utf8')));
    expect(rested(root).lookup()?.read('out')).toBeUndefined();
  });

  test('is left alone by an outcome that is dropped', () => {
    const root = repository();
    keep(rested(root), { out: '1' });
    const writer = rested(root).begin('out');
    writer.append(Uint8Array.from([50]));
    writer.drop();
    writer.append(Uint8Array.from([50]));
    expect(writer.keep({})).toBe(false);
    expect(text(rested(root).lookup()?.read('out'))).toBe('1');
    expect(readdirSync(join(root, '.akili/cache'))).toHaveLength(1);
  });

  test('is written anew', () => {
    const root = repository();
    keep(rested(root), { out: '1' });
    writeFileSync(file(root), 'x');
    expect(keep(rested(root), { out: '2' })).toBe(true);
    expect(text(rested(root).lookup()?.read('out'))).toBe('2');
  });
});

test('nothing is written through a link, and a folder that cannot be written is no error', () => {
  const root = repository();
  const elsewhere = folderWith({});
  symlinkSync(elsewhere, join(root, '.akili'));
  expect(keep(rested(root), { out: '1' })).toBe(false);
  expect(readdirSync(elsewhere)).toEqual([]);
  const other = repository();
  writeFileSync(join(other, '.akili'), 'a file');
  expect(keep(rested(other), { out: '1' })).toBe(false);
  expect(rested(other).lookup()).toBeUndefined();
  mkdirSync(join(root, 'x'));
});

function replaceKeepingTime(root: string): void {
  const at = new Date('2026-01-01T00:00:00Z');
  utimesSync(join(root, 'akili.yaml'), at, at);
  keep(rested(root), { out: '1' });
  writeFileSync(join(root, 'akili.yaml'), 'a: 9\n');
  utimesSync(join(root, 'akili.yaml'), at, at);
}
