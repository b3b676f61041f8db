import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTenantInstance } from '@akili/client-duckdb';
import { acmeCorp, globexInc } from '@akili/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AnalyticsSession } from '../analytics-session.ts';
import { probeJail } from './probe-jail.ts';

let directory: string;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'akili-probe-'));
  mkdirSync(join(directory, 'analytics'));
  for (const { slug, id } of [acmeCorp, globexInc]) {
    const session = new AnalyticsSession(directory, { slug, id });
    await session.createCatalog({ tenantId: id, digest: 'sha256:0' }, new AbortController().signal);
    await session.close();
  }
});
afterEach(() => rmSync(directory, { recursive: true }));

const probe = {
  tenant: acmeCorp,
  others: [{ tenant: globexInc, resources: [] }],
  nonce: 'n0',
  signal: new AbortController().signal,
};

test('a jailed instance reaches its own file and no other', async () => {
  const session = new AnalyticsSession(directory, acmeCorp);
  const found = await probeJail(session, directory, probe);
  await session.close();
  expect(found.map(({ action, outcome }) => [action, outcome])).toEqual([
    ['act', 'refused'],
    ['read', 'refused'],
    ['list', 'refused'],
    ['write', 'refused'],
  ]);
});

test('an instance whose jail is open is found out, and what it wrote and attached is gone', async () => {
  const file = join(directory, 'open.duckdb');
  const allowedDirectories = [join(directory, 'analytics')];
  const open = await openTenantInstance({ file, catalog: 'open', create: true, allowedDirectories });
  const session = { exists: () => true, database: () => Promise.resolve(open) } as unknown as AnalyticsSession;
  const found = await probeJail(session, directory, probe);
  expect(found.map(({ action, outcome, detail }) => [action, outcome, detail])).toEqual([
    ['act', 'violated', 'it could be attached; it was taken away again'],
    ['read', 'violated', 'it could be read'],
    ['list', 'violated', 'its files are shown'],
    ['write', 'violated', 'a file could be written; it was taken away again'],
  ]);
  expect(await open.query("SELECT 1 AS n FROM duckdb_databases() WHERE database_name = 'akili_probe'")).toEqual([]);
  expect(readdirSync(join(directory, 'analytics')).filter((name) => name.includes('probe'))).toEqual([]);
  await open.close();
});
