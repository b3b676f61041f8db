import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Compiled } from '@akili/compiler';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openCompilationCache } from './compilation-cache.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'akili-compilations-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const snapshot = { files: [{ path: 'akili.yaml', text: 'kind: Platform\n' }], findings: [] };
const compiled: Compiled = {
  compilation: {
    formatVersion: 1,
    digest: 'sha256:1',
    environment: 'local',
    tenants: [],
    products: [],
    diagnostics: [],
  },
  findings: [],
  diagnostics: [],
};

it('knows nothing at first', () => {
  expect(openCompilationCache(folder, 'me', snapshot, {}).lookup()).toBeUndefined();
});

it('gives back what the same files compiled to', () => {
  openCompilationCache(folder, 'me', snapshot, {}).save(compiled);
  expect(openCompilationCache(folder, 'me', snapshot, {}).lookup()).toEqual(compiled);
});

it('forgets when one byte of a file is another one', () => {
  openCompilationCache(folder, 'me', snapshot, {}).save(compiled);
  const edited = { files: [{ path: 'akili.yaml', text: 'kind: platform\n' }], findings: [] };
  expect(openCompilationCache(folder, 'me', edited, {}).lookup()).toBeUndefined();
});

it('tells a byte at the end of one file from a byte at the beginning of the next', () => {
  const files = (a: string, b: string) => ({ files: [{ path: 'a', text: a }, { path: 'b', text: b }], findings: [] }); // prettier-ignore
  openCompilationCache(folder, 'me', files('xy', 'z'), {}).save(compiled);
  expect(openCompilationCache(folder, 'me', files('x', 'yz'), {}).lookup()).toBeUndefined();
});

it('keeps other options, other builds and other users apart', () => {
  openCompilationCache(folder, 'me', snapshot, {}).save(compiled);
  expect(openCompilationCache(folder, 'me', snapshot, { targets: 'all' }).lookup()).toBeUndefined();
  expect(openCompilationCache(folder, 'you', snapshot, {}).lookup()).toBeUndefined();
});

it('takes a file that was cut off for absent', () => {
  openCompilationCache(folder, 'me', snapshot, {}).save(compiled);
  const [name] = readdirSync(join(folder, 'compilations')) as [string];
  const path = join(folder, 'compilations', name);
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, -5));
  expect(openCompilationCache(folder, 'me', snapshot, {}).lookup()).toBeUndefined();
});

it('begins anew after many selections', () => {
  for (let n = 0; n < 20; n += 1) openCompilationCache(folder, 'me', snapshot, { tenants: [`t${n}`] }).save(compiled);
  expect(readdirSync(join(folder, 'compilations')).length).toBeLessThanOrEqual(8);
  expect(openCompilationCache(folder, 'me', snapshot, { tenants: ['t19'] }).lookup()).toEqual(compiled);
});
