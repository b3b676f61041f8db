import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTreeCache } from './tree-cache.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'akili-trees-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const tree = (what: string): string => JSON.stringify({ version: 1, faults: [{ kind: 'syntax', what, at: 3 }] });

describe('openTreeCache', () => {
  it('knows nothing at first', () => {
    expect(openTreeCache(folder, 'build 1').get('SELECT 1')).toBeUndefined();
  });

  it('gives back what was saved', () => {
    const cache = openTreeCache(folder, 'build 1');
    cache.add('SELECT 1', tree('line\nbreak'));
    cache.save();
    expect(openTreeCache(folder, 'build 1').get('SELECT 1')).toEqual(tree('line\nbreak'));
  });

  it('belongs to one build and one user', () => {
    const cache = openTreeCache(folder, 'build 1 secret');
    cache.add('SELECT 1', tree('x'));
    cache.save();
    expect(openTreeCache(folder, 'build 1 other').get('SELECT 1')).toBeUndefined();
  });

  it('takes a line that was cut off for absent', () => {
    const cache = openTreeCache(folder, 'build 1');
    cache.add('SELECT 1', tree('x'));
    cache.save();
    const [name] = readdirSync(join(folder, 'trees')) as [string];
    const path = join(folder, 'trees', name);
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, 60));
    expect(openTreeCache(folder, 'build 1').get('SELECT 1')).toBeUndefined();
  });

  it('writes many segments into one and loses none', () => {
    for (let i = 0; i < 12; i += 1) {
      const cache = openTreeCache(folder, 'build 1');
      cache.add(`SELECT ${i}`, tree(String(i)));
      cache.save();
    }
    expect(readdirSync(join(folder, 'trees')).length).toBeLessThan(8);
    const cache = openTreeCache(folder, 'build 1');
    for (let i = 0; i < 12; i += 1) expect(cache.get(`SELECT ${i}`)).toEqual(tree(String(i)));
  });

  it('does without where nothing can be written', () => {
    writeFileSync(join(folder, 'trees'), 'a file where the folder should be');
    const cache = openTreeCache(folder, 'build 1');
    cache.add('SELECT 1', tree('x'));
    expect(() => cache.save()).not.toThrow();
  });
});
