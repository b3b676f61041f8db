import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openFileReader } from './open-file-reader.ts';
import { openTenantInstance } from './open-tenant-instance.ts';
import { quoteLiteral } from './quote.ts';
import type { TextRow } from './text-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'akili-texts-'));
const signal = new AbortController().signal;
afterAll(() => rmSync(folder, { recursive: true }));

test('texts arrive as they were, beyond one chunk, and NULL stays NULL', async () => {
  const database = await openTenantInstance({
    file: join(folder, 'a.duckdb'),
    catalog: 'tenant_acme_corp_catalog',
    create: true,
  });
  await database.transaction(['CREATE TEMP TABLE incoming (a VARCHAR, b VARCHAR)']);
  const rows: TextRow[] = Array.from({ length: 5000 }, (_, n) => [String(n), n === 4999 ? null : `é"'${n}`]);
  await database.append('incoming', 2, rows);
  const found = await database.query(
    `SELECT count(*)::INT AS n, count(b)::INT AS said, min(b) AS least FROM temp.main.incoming`,
  );
  expect(found).toEqual([{ n: 5000, said: 4999, least: `é"'0` }]);
  await database.close();
});

test('a file reader reads its file, in batches, and no other', async () => {
  const file = join(folder, 'orders.csv');
  const other = join(folder, 'secret.csv');
  writeFileSync(file, `order_id\n${Array.from({ length: 3000 }, (_, n) => n).join('\n')}\n`);
  writeFileSync(other, 'amount\n42\n');
  const reader = await openFileReader(file, join(folder, 'spill'));
  const read = (path: string): string => `SELECT * FROM read_csv(${quoteLiteral(path)}, all_varchar = true)`;
  expect(await reader.columns(read(file), signal)).toEqual(['order_id']);
  const rows: TextRow[] = [];
  for await (const { chunk } of reader.rows(read(file), signal)) rows.push(...(chunk.getRows() as TextRow[]));
  expect([rows.length, rows[0], rows.at(-1)]).toEqual([3000, ['0'], ['2999']]);
  await expect(reader.columns(read(other), signal)).rejects.toThrow('Permission Error');
  await expect(reader.columns(`SELECT * FROM glob(${quoteLiteral(`${folder}/*`)})`, signal)).rejects.toThrow(
    'Permission Error',
  );
  reader.close();
});
