import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { configFolder } from './config-folder.ts';
import { openProfileStore } from './profile-store.ts';

let folder = '';
beforeEach(() => (folder = join(mkdtempSync(join(tmpdir(), 'akili-store-')), 'akili')));
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const acme = { name: 'acme', tenant: 'acme-corp', environment: 'production' };
const globex = { name: 'globex', tenant: 'globex-inc', environment: undefined };

it('keeps profiles sorted, the current one, and tokens in a file of their own', () => {
  const store = openProfileStore(folder);
  store.put(globex);
  store.put(acme);
  store.use('acme');
  store.setToken('acme', 'a.b.c');
  expect(openProfileStore(folder).profiles()).toEqual({ current: 'acme', items: [acme, globex] });
  expect(JSON.parse(readFileSync(join(folder, 'profiles.json'), 'utf8'))).toEqual({
    formatVersion: 1,
    current: 'acme',
    profiles: { acme: { tenant: 'acme-corp', environment: 'production' }, globex: { tenant: 'globex-inc' } },
  });
  expect(JSON.parse(readFileSync(join(folder, 'credentials.json'), 'utf8'))).toEqual({
    formatVersion: 1,
    tokens: { acme: 'a.b.c' },
  });
});

it('removing the current profile removes its token and leaves no current one', () => {
  const store = openProfileStore(folder);
  store.put(acme);
  store.use('acme');
  store.setToken('acme', 'a.b.c');
  expect([store.remove('acme'), store.remove('acme')]).toEqual([true, false]);
  expect([store.profiles(), store.token('acme')]).toEqual([{ current: undefined, items: [] }, undefined]);
});

it('a profile that changes its tenant loses its token; one that keeps it does not', () => {
  const store = openProfileStore(folder);
  store.put(acme);
  store.setToken('acme', 'a.b.c');
  store.put({ ...acme, environment: 'staging' });
  expect(store.token('acme')).toBe('a.b.c');
  store.put({ ...acme, tenant: 'globex-inc' });
  expect(store.token('acme')).toBe(undefined);
});

it('a file of something else is refused without a word of what is in it', () => {
  openProfileStore(folder).put(acme);
  writeFileSync(join(folder, 'profiles.json'), '{ secret', { mode: 0o600 });
  expect(() => openProfileStore(folder).profiles()).toThrow(/^was not written by this akili$/);
});

it.each([
  [{ XDG_CONFIG_HOME: '/x', HOME: '/h' }, '/x/akili'],
  [{ XDG_CONFIG_HOME: 'x', HOME: '/h' }, '/h/.config/akili'],
  [{ HOME: '/h' }, '/h/.config/akili'],
  [{}, undefined],
])('%o keeps profiles in %s', (env, expected) => {
  expect(configFolder(env)).toBe(expected);
});
