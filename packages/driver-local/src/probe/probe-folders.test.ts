import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acmeCorp, globexInc } from '@akili/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { probeFolders } from './probe-folders.ts';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'akili-probe-'))));
afterEach(() => rmSync(root, { recursive: true }));

const probe = {
  tenant: acmeCorp,
  others: [{ tenant: globexInc, resources: [] }],
  nonce: 'n0',
  signal: new AbortController().signal,
};
const aim = { other: 'globex-inc', action: 'read', what: 'its folder, by a link' };
const folder = (...segments: readonly string[]): string => {
  const path = join(root, ...segments);
  mkdirSync(path, { recursive: true });
  return path;
};

test('folders without links reach nobody', () => {
  folder('events', 'acme-corp', 'acme-corp.daily_revenue.data.available');
  folder('events', 'globex-inc');
  expect(probeFolders('events', root, probe)).toEqual([{ ...aim, name: 'events/globex-inc', outcome: 'refused' }]);
});

test("a link into another tenant's folder is found, however deep it lies", () => {
  const own = folder('events', 'acme-corp', 'acme-corp.daily_revenue.data.available');
  symlinkSync(folder('events', 'globex-inc', 'log'), join(own, 'log'));
  expect(probeFolders('events', root, probe)).toEqual([
    { ...aim, name: 'events/globex-inc', outcome: 'violated', detail: "1 of the tenant's links lead there" },
  ]);
});

test("a tenant's whole prefix that is a link to another's is found in any bucket", () => {
  const target = folder('objects', 'akili-data', `tenant-${globexInc.id}`);
  symlinkSync(target, join(root, 'objects', 'akili-data', `tenant-${acmeCorp.id}`));
  expect(probeFolders('objects', root, probe)).toMatchObject([{ ...aim, outcome: 'violated' }]);
});

test('a link that leads elsewhere, or nowhere, reaches no tenant', () => {
  const own = folder('compute', 'acme-corp');
  symlinkSync(folder('elsewhere'), join(own, 'elsewhere'));
  symlinkSync(join(root, 'gone'), join(own, 'gone'));
  folder('compute', 'globex-inc');
  expect(probeFolders('compute', root, probe)).toMatchObject([{ ...aim, outcome: 'refused' }]);
});
