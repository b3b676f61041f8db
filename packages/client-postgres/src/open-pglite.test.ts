import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPglite } from './open-pglite.ts';
import { ensureSnapshot, snapshotPath } from './snapshot.ts';
import { snapshotDirectory } from './testing/memory.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'akili-pglite-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what was committed is there after closing and opening again', async () => {
  const directory = join(folder, 'deep', 'lookup');
  const first = await openPglite({ directory, snapshotDirectory });
  await first.transaction(undefined, (transaction) =>
    transaction.execute(['CREATE ROLE kept', 'CREATE TABLE public.kept AS SELECT 7 AS n']),
  );
  await first.close();
  await first.close();
  const second = await openPglite({ directory, snapshotDirectory });
  expect(
    await second.transaction('kept', (transaction) => transaction.query('SELECT current_user::text AS me')),
  ).toEqual([{ me: 'kept' }]);
  expect(await second.transaction(undefined, (transaction) => transaction.query('SELECT n FROM public.kept'))).toEqual([
    { n: 7 },
  ]);
  await second.close();
});

test('a directory whose making was interrupted is made again', async () => {
  const directory = join(folder, 'lookup');
  mkdirSync(directory);
  writeFileSync(join(directory, 'PG_VERSION'), '18');
  writeFileSync(`${directory}.begun`, '');
  const database = await openPglite({ directory, snapshotDirectory });
  expect(await database.transaction(undefined, (transaction) => transaction.query('SELECT 1 AS one'))).toEqual([
    { one: 1 },
  ]);
  await database.close();
  expect(readdirSync(folder)).toEqual(['lookup']);
});

test('a directory whose opening was killed half way opens again', async () => {
  const directory = join(folder, 'lookup');
  const first = await openPglite({ directory, snapshotDirectory });
  await first.transaction(undefined, (transaction) =>
    transaction.execute(['CREATE TABLE public.kept AS SELECT 7 AS n']),
  );
  await first.close();
  writeFileSync(join(directory, 'postmaster.pid'), '');
  const second = await openPglite({ directory, snapshotDirectory });
  expect(await second.transaction(undefined, (transaction) => transaction.query('SELECT n FROM public.kept'))).toEqual([
    { n: 7 },
  ]);
  await second.close();
});

test('a directory that another version made is refused by its name', async () => {
  const directory = join(folder, 'lookup');
  const database = await openPglite({ directory, snapshotDirectory });
  await database.close();
  writeFileSync(join(directory, 'PG_VERSION'), '12\n');
  const opening = openPglite({ directory, snapshotDirectory });
  await expect(opening).rejects.toThrow(
    `cannot open the embedded PostgreSQL in ${directory}: its files are damaged, not writable or of another version`,
  );
});

test('a snapshot that is there is not built again', async () => {
  writeFileSync(snapshotPath(folder), 'as it was');
  expect(await ensureSnapshot(folder)).toBe(snapshotPath(folder));
  expect(readdirSync(folder)).toEqual([snapshotPath(folder).slice(folder.length + 1)]);
});

test('two builders at a time leave one whole snapshot and nothing else', async () => {
  const slowly = async (target: string, text: string): Promise<void> => {
    writeFileSync(target, text.slice(0, 4));
    await new Promise((resolve) => setImmediate(resolve));
    writeFileSync(target, text);
  };
  const build = (text: string) => ensureSnapshot(folder, (target) => slowly(target, text));
  const [a, b] = await Promise.all([build('by the first'), build('by the second')]);
  expect(a).toBe(b);
  expect(readdirSync(folder)).toHaveLength(1);
  expect(['by the first', 'by the second']).toContain(readFileSync(a, 'utf8'));
});

test('a build that fails leaves nothing behind', async () => {
  const failing = ensureSnapshot(folder, (target) => {
    writeFileSync(target, 'half');
    return Promise.reject(new Error('no memory left'));
  });
  await expect(failing).rejects.toThrow('no memory left');
  expect(readdirSync(folder)).toEqual([]);
});
