import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunRecord } from '@akili/model';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { directoryRunStore } from './run-store.ts';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'akili-runs-'))));
afterEach(() => rmSync(directory, { recursive: true }));

const record = (run: string, tenant: string, product: string): RunRecord => ({
  ...{ formatVersion: 1, run, tenant, product, version: '1.0.0', status: 'promoted', inputs: [], rows: 7, checks: [] },
  ...{ startedAt: '2026-01-05T06:00:00.000Z', endedAt: '2026-01-05T06:00:07.000Z' },
});

test('records come newest first, of one tenant and product, at most as many as asked for', async () => {
  const store = directoryRunStore(directory);
  for (const run of ['1', '2', '3']) await store.append(record(run, 'acme-corp', 'daily_revenue'));
  await store.append(record('4', 'acme-corp', 'other'));
  await store.append(record('5', 'globex-inc', 'daily_revenue'));
  const runs = async (product: string | undefined, limit: number) =>
    (await store.list('acme-corp', product, limit)).map(({ run }) => run);
  expect(await runs('daily_revenue', 2)).toEqual(['3', '2']);
  expect(await runs(undefined, 9)).toEqual(['4', '3', '2', '1']);
  expect(await store.list('initech', undefined, 9)).toEqual([]);
});

test('a torn last line is passed over, and so is what is no record', async () => {
  const store = directoryRunStore(directory);
  await store.append(record('1', 'acme-corp', 'daily_revenue'));
  appendFileSync(join(directory, 'runs/acme-corp.jsonl'), 'nonsense\n{"formatVersion":1,"run":"2"');
  expect(await store.list('acme-corp', undefined, 9)).toEqual([record('1', 'acme-corp', 'daily_revenue')]);
  await store.append(record('3', 'acme-corp', 'daily_revenue'));
  expect((await store.list('acme-corp', undefined, 9)).map(({ run }) => run)).toEqual(['3', '1']);
});

test("no name leads to another tenant's file", async () => {
  const store = directoryRunStore(directory);
  await expect(async () => await store.list('../acme-corp', undefined, 1)).rejects.toThrow('is no slug');
});
