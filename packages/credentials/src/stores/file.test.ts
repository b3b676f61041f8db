import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCredentialReference, type CredentialReference } from '@akili/model';
import { expect, test } from 'vitest';
import { fileStore } from './file.ts';

const { signal } = new AbortController();
const login = { username: 'acme', password: 'hunter2' };
const reference = (text: string): CredentialReference => readCredentialReference(text) as CredentialReference;
const folder = (): string => mkdtempSync(join(tmpdir(), 'akili-file-'));

test('a secret is read from the repository’s root, whole or by key', async () => {
  const root = folder();
  writeFileSync(join(root, 'acme.json'), JSON.stringify({ lookup: login }));
  expect(await fileStore(root).read(reference('file:acme.json#lookup'), signal)).toMatchObject({ value: login });
  expect(await fileStore(root).read(reference('file:acme.json#events'), signal)).toEqual({ found: 'missing' });
  expect(await fileStore(root).read(reference('file:gone.json'), signal)).toEqual({ found: 'missing' });
  expect(await fileStore(root).read(reference('file:acme.json/x'), signal)).toEqual({
    ...{ found: 'failed', problem: 'ENOTDIR' },
  });
});

test('a link inside the repository is not followed, whoever it leads to; outside of it mounted files may be links', async () => {
  const root = folder();
  const outside = folder();
  writeFileSync(join(outside, 'globex.json'), JSON.stringify(login));
  symlinkSync(join(outside, 'globex.json'), join(root, 'acme.json'));
  symlinkSync(outside, join(root, 'secrets'));
  symlinkSync(join(outside, 'globex.json'), join(outside, 'mounted.json'));
  const refused = { found: 'failed', problem: 'a symbolic link leads there' };
  expect(await fileStore(root).read(reference('file:acme.json'), signal)).toEqual(refused);
  expect(await fileStore(root).read(reference('file:secrets/globex.json'), signal)).toEqual(refused);
  expect(await fileStore(root).read(reference(`file:${outside}/mounted.json`), signal)).toMatchObject({ value: login });
});

test('a secret is written for its owner alone, whole, over the revision that was read', async () => {
  const root = folder();
  const store = fileStore(root);
  const at = reference('file:.akili/secrets/acme-corp/lookup.json');
  expect(await store.write?.(at, login, undefined, signal)).toEqual({ written: true });
  expect(await store.write?.(at, login, undefined, signal)).toEqual({ written: false, moved: true });
  const path = join(root, '.akili/secrets/acme-corp/lookup.json');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(root, '.akili/secrets/acme-corp'))).toEqual(['lookup.json']);
  const read = await store.read(at, signal);
  const revision = read.found === 'value' ? read.revision : undefined;
  expect(await store.write?.(at, { ...login, version: '2' }, revision, signal)).toEqual({ written: true });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ ...login, version: '2' });
  expect(await store.remove?.(at, signal)).toEqual({ written: true });
  expect(await store.remove?.(at, signal)).toEqual({ written: true });
});

test('nothing is written where files are committed, nor through a link', async () => {
  const root = folder();
  const store = fileStore(root);
  expect(await store.write?.(reference('file:secrets/acme.json'), login, undefined, signal)).toEqual({
    ...{ written: false, moved: false },
    problem: 'secrets are not written where files are committed, only below .akili/',
  });
  mkdirSync(join(root, '.akili'));
  symlinkSync(join(root, 'akili.yaml'), join(root, '.akili/acme.json'));
  expect(await store.write?.(reference('file:.akili/acme.json'), login, undefined, signal)).toEqual({
    ...{ written: false, moved: false, problem: 'it is a symbolic link' },
  });
});
