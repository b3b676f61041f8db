import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { found, readFolder } from '@akili/testkit';
import { closeParser, compileFiles } from '../support/compile-files.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const below = (folder: string) => readFolder(at(folder)).map((file) => ({ ...file, path: `${folder}/${file.path}` }));
const files = [
  { path: 'akili.yaml', text: readFileSync(at('akili.yaml'), 'utf8') },
  ...below('policies'),
  ...below('tenants'),
];
const snapshot = at('test/tenants/compilation.json');

afterAll(closeParser);

test('the tenants of this repository compile, with exactly the warnings that they deserve', async () => {
  const { diagnostics } = await compileFiles(files);
  const acme = 'tenants/acme-corp/products/daily_revenue/quality.yaml';
  const globex = 'tenants/globex-inc/products/weekly_transaction_summary/quality.yaml';
  expect(found(diagnostics)).toEqual([`QLT201 ${globex}:28`, `QLT202 ${acme}:18`, `QLT202 ${globex}:24`]);
  expect(diagnostics.map((one) => one.message)).toEqual([
    '`freshness` allows 1 day, but runs are up to 1 day apart and the column is truncated to day, so it can fail although every run succeeds.',
    '`freshness` allows 7 days, but runs are up to 7 days apart and the column is truncated to week, so it can fail although every run succeeds.',
    'Check `completed_only` does not read `{{ this }}`, so it returns the same value whatever the data.',
  ]);
});

test('what they compile to is the committed snapshot', async () => {
  const { compilation } = await compileFiles(files, { targets: 'all' });
  const text = `${JSON.stringify(compilation, undefined, 2)}\n`;
  if (process.env['BLESS'] === '1') writeFileSync(snapshot, text);
  expect(text).toBe(readFileSync(snapshot, 'utf8'));
});
