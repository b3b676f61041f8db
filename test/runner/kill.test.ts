import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localRepository, type LocalRepository } from './local-repository.ts';
import { thisMonday, transactionsFixture, transactionsPath } from './seed-fixtures.ts';

const child = fileURLToPath(new URL('run-child.ts', import.meta.url));
const select = ['weekly_transaction_summary'];
const lookupTable = 'tenant_globex_inc__finance.weekly_transaction_summary';
let repository: LocalRepository;

/** Writes so many payments of one unit: the sum says which generation of the data is looked at. */
const generation = (payments: number): void => {
  const rows = Array.from({ length: payments }, (_, n) => [n + 1, '1.00', 'completed'] as const);
  repository.write(transactionsPath, transactionsFixture(thisMonday(), rows));
};
const published = async (): Promise<string> => {
  const rows = await repository.analytics('globex-inc', 'SELECT net_flow FROM finance.weekly_transaction_summary');
  return rows.map((row) => (row as { readonly net_flow: string }).net_flow).join();
};
const served = async (): Promise<string> => {
  const rows = await repository.lookup('tenant_globex_inc__reader', `SELECT net_flow FROM ${lookupTable}`);
  return rows.map((row) => (row as { readonly net_flow: string }).net_flow).join();
};

beforeAll(async () => {
  repository = localRepository();
  await repository.apply();
  generation(1000);
  expect((await repository.run({ select })).exitCode).toBe(0);
});
afterAll(() => repository.dispose());

let size = 1000;
test.each([
  ['loading transactions', 15],
  ['publishing the product', 0],
  ['publishing the product', 1],
  ['publishing the product', 4],
  ['filling the lookup table', 0],
  ['filling the lookup table', 30],
  ['announcing the outcome', 0],
])('killed at "%s" and %i ms: the last good data or the new, and a clean next run', async (phase, delay) => {
  const before = `${size}.00`;
  size += 1000;
  const after = `${size}.00`;
  generation(size);
  const { signal, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', child, repository.root, phase, String(delay)],
    { encoding: 'utf8' },
  );
  expect([stderr, signal]).toEqual(['', 'SIGKILL']);
  const [table, lookup] = [await published(), await served()];
  expect([before, after]).toContain(table);
  // The lookup table follows the published one, and never goes ahead of it.
  expect([before, table]).toContain(lookup);
  expect(await repository.run({ select })).toMatchObject({ exitCode: 0, report: { summary: { promoted: 1 } } });
  expect([await published(), await served()]).toEqual([after, after]);
});
