import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FindingError } from '@akili/diagnostics';
import type { JournalEntry, TenantState } from '@akili/resource';
import { describeStateStore } from '@akili/testkit';
import { afterEach, describe, expect, test } from 'vitest';
import { DirectoryStore } from './directory-store.ts';

const folders: string[] = [];
const makeFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'akili-store-'));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describeStateStore('the store in a directory', () => {
  const directory = makeFolder();
  const stores: DirectoryStore[] = [];
  return Promise.resolve({
    open: () => {
      const store = new DirectoryStore({ directory, environment: 'local' });
      stores.push(store);
      return Promise.resolve(store);
    },
    dispose: async () => {
      for (const store of stores) await store.close();
    },
  });
});

const options = { timeoutMs: 0, signal: new AbortController().signal };
const state: TenantState = {
  ...{ formatVersion: 1, environment: 'local', tenant: 'acme-corp', serial: 1, status: 'active', resources: [] },
  tenantId: '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d',
};
const entry = (step: string): JournalEntry => ({ event: 'intent', run: 'r', step, at: '2026-03-01T10:00:00.000Z' });
const begin: JournalEntry = { event: 'begin', run: 'r', planDigest: 'sha256:a', tenant: 'acme-corp', at: 'now' };

async function written(): Promise<{ readonly directory: string; readonly store: DirectoryStore }> {
  const directory = makeFolder();
  const store = new DirectoryStore({ directory, environment: 'local' });
  const lease = await store.lease('acme-corp', options);
  await store.write(state, lease);
  for (const one of [begin, entry('a#1'), entry('b#1')]) await store.append('acme-corp', one, lease);
  await lease.release();
  await store.close();
  return { directory, store: new DirectoryStore({ directory, environment: 'local' }) };
}

test('files are readable by their owner only', async () => {
  const { directory } = await written();
  const modes = [
    'state',
    'journal',
    'lease',
    'lease/acme-corp',
    'state/acme-corp.json',
    'journal/acme-corp.ndjson',
  ].map((path) => (statSync(join(directory, path)).mode & 0o777).toString(8));
  expect(modes).toEqual(['700', '700', '700', '700', '600', '600']);
});

test('nothing but the files themselves is left behind', async () => {
  const { directory } = await written();
  expect(readdirSync(directory, { recursive: true }).sort()).toEqual([
    'journal',
    'journal/acme-corp.ndjson',
    'lease',
    'lease/acme-corp',
    'lease/acme-corp/000000001.lock',
    'state',
    'state/acme-corp.json',
  ]);
});

test.each(['../acme', 'Acme', 'a/b', '', 'acme\0', 'acme_corp', '..'])(
  '%j is no name of a file here',
  async (tenant) => {
    const { store } = await written();
    await expect(store.read(tenant)).rejects.toThrow('is not a slug');
    await expect(store.journal(tenant)).rejects.toThrow('is not a slug');
    await expect(store.lease(tenant, options)).rejects.toThrow('is not a slug');
  },
);

describe('a damaged state file', () => {
  test.each([
    ['it is not JSON', '{"formatVersion": 1'],
    ['it is not JSON', ''],
    ['it is not an object', '[]'],
    ['it has no format version', '{}'],
    ['it is not of the environment `local`', JSON.stringify({ ...state, environment: 'production' })],
    ['it is not of the tenant `acme-corp`', JSON.stringify({ ...state, tenant: 'globex-inc' })],
    ['its tenant id is none', JSON.stringify({ ...state, tenantId: 'x' })],
    ['its serial is no number from 1', JSON.stringify({ ...state, serial: 0 })],
    ['its status is none that there is', JSON.stringify({ ...state, status: 'gone' })],
    ['it has no list of resources', JSON.stringify({ ...state, resources: {} })],
    ['resource 1 is no record of the tenant', JSON.stringify({ ...state, resources: [{ address: 'globex-inc/x/y' }] })],
  ])('%s', async (problem, text) => {
    const { directory, store } = await written();
    const file = join(directory, 'state', 'acme-corp.json');
    writeFileSync(file, text);
    const error = await store.read('acme-corp').then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(FindingError);
    const { code, message, help } = (error as FindingError).finding;
    expect([code, message]).toEqual(['APL105', `The state file ${file} is damaged: ${problem}.`]);
    expect(help).toContain(`move ${file} away`);
  });

  test('of another version is said to be that', async () => {
    const { directory, store } = await written();
    writeFileSync(join(directory, 'state', 'acme-corp.json'), '{"formatVersion":2}');
    await expect(store.read('acme-corp')).rejects.toMatchObject({ finding: { code: 'APL106' } });
  });
});

describe('a journal after a crash', () => {
  const file = (directory: string): string => join(directory, 'journal', 'acme-corp.ndjson');

  test.each(['{"event":"inte', '{"event":"intent","run":"r","step":"c#1","at":"now"}', '\0\0\0\0\n'])(
    'leaves out a torn last line, and goes on behind what is whole: %j',
    async (torn) => {
      const { directory, store } = await written();
      appendFileSync(file(directory), torn);
      expect(await store.journal('acme-corp')).toEqual([begin, entry('a#1'), entry('b#1')]);
      const lease = await store.lease('acme-corp', options);
      await store.append('acme-corp', entry('d#1'), lease);
      expect(await store.journal('acme-corp')).toEqual([begin, entry('a#1'), entry('b#1'), entry('d#1')]);
      await store.close();
    },
  );

  test('cut at any byte, it reads as a beginning of itself', async () => {
    const { directory, store } = await written();
    const whole = readFileSync(file(directory));
    const all = [begin, entry('a#1'), entry('b#1')];
    for (let length = 0; length <= whole.length; length += 1) {
      writeFileSync(file(directory), whole.toString('latin1', 0, length), 'latin1');
      const read = await store.journal('acme-corp');
      expect(read).toEqual(all.slice(0, read.length));
    }
  });

  test('that is damaged before its end is refused by file and line', async () => {
    const { directory, store } = await written();
    const lines = readFileSync(file(directory), 'utf8').split('\n');
    writeFileSync(file(directory), [lines[0], 'nonsense', lines[2], ''].join('\n'));
    await expect(store.journal('acme-corp')).rejects.toMatchObject({
      finding: { code: 'APL107', message: `The journal ${file(directory)} is damaged in line 2.` },
    });
  });

  test('the journal of the plan before stays beside the new one', async () => {
    const { directory, store } = await written();
    const lease = await store.lease('acme-corp', options);
    await store.append('acme-corp', { ...begin, planDigest: 'sha256:b' }, lease);
    await store.close();
    expect(readFileSync(file(directory).replace('.ndjson', '.previous.ndjson'), 'utf8').split('\n')).toHaveLength(4);
  });
});

test('a state that cannot be put in place leaves the old one', async () => {
  const { directory, store } = await written();
  mkdirSync(join(directory, 'state', `acme-corp.json.${process.pid}.tmp`));
  const lease = await store.lease('acme-corp', options);
  await expect(store.write({ ...state, serial: 2 }, lease)).rejects.toThrow();
  expect(await store.read('acme-corp')).toEqual(state);
});

test('a file that is named like no tenant is none', async () => {
  const { directory, store } = await written();
  for (const name of ['..json', 'Copy of acme-corp.json', 'acme-corp.json.bak'])
    writeFileSync(join(directory, 'state', name), '{}');
  expect(await store.tenants()).toEqual(['acme-corp']);
});

test('what stands in the place of a file or a folder is named with the way out', async () => {
  const { directory, store } = await written();
  const file = join(directory, 'state', 'globex-inc.json');
  mkdirSync(file);
  await expect(store.read('globex-inc')).rejects.toThrow(
    `The folder ${file} cannot be used: a folder stands in the place of a file (EISDIR).`,
  );
  const lease = join(directory, 'lease', 'globex-inc');
  writeFileSync(lease, '');
  await expect(store.lease('globex-inc', options)).rejects.toThrow(
    `The folder ${lease} cannot be used: a file stands in its place (EEXIST).`,
  );
});
