import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cacheSecret } from './cache-secret.ts';

let home = '';
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'akili-home-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

it('is made once, stays the same, and is readable by its user only', () => {
  const first = cacheSecret({ HOME: home });
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(cacheSecret({ HOME: home })).toBe(first);
  expect(statSync(join(home, '.cache', 'akili', 'cache-secret')).mode & 0o777).toBe(0o600);
});

it('differs from user to user', () => {
  expect(cacheSecret({ XDG_CACHE_HOME: join(home, 'a') })).not.toBe(cacheSecret({ XDG_CACHE_HOME: join(home, 'b') }));
});

it('is absent where there is no home: then nothing is cached', () => {
  expect(cacheSecret({})).toBeUndefined();
});
