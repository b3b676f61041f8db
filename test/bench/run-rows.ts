// `npx tsx test/bench/run-rows.ts [rows]`: what a run of rows from a fixture costs, beside DuckDB reading the same file.
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openFileReader, quoteLiteral } from '@akili/client-duckdb';
import { localRepository } from '../runner/local-repository.ts';
import { thisMonday, transactionsPath } from '../runner/seed-fixtures.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
const repository = localRepository();
const file = join(repository.root, transactionsPath);

function writeFixture(): number {
  const monday = thisMonday();
  mkdirSync(dirname(file), { recursive: true });
  const handle = openSync(file, 'w');
  let bytes = writeSync(
    handle,
    'transaction_id,account_id,amount,currency,transaction_type,counterparty,processed_at,status\n',
  );
  for (let start = 0; start < rows; start += 10_000) {
    const lines: string[] = [];
    for (let n = start; n < Math.min(rows, start + 10_000); n += 1) {
      lines.push(
        `${n},${n % 997},${(n % 5000) - 2500}.25,EUR,type-${n % 7},party-${n % 311},${monday}T10:00:00Z,completed\n`,
      );
    }
    bytes += writeSync(handle, lines.join(''));
  }
  closeSync(handle);
  return bytes;
}

async function floor(): Promise<number> {
  const started = performance.now();
  const reader = await openFileReader(file, `${file}.spill`);
  const sql = `SELECT count(DISTINCT account_id)::VARCHAR FROM read_csv(${quoteLiteral(file)}, all_varchar = true)`;
  for await (const batch of reader.rows(sql, new AbortController().signal)) void batch.length;
  reader.close();
  return (performance.now() - started) / 1000;
}

try {
  const bytes = writeFixture();
  await repository.apply();
  const least = await floor();
  const started = performance.now();
  const before = process.cpuUsage();
  const { report } = await repository.run({ select: ['weekly_transaction_summary'] });
  const seconds = (performance.now() - started) / 1000;
  const cpu = process.cpuUsage(before);
  const [run] = report.runs;
  console.log(`${rows} rows, ${(bytes / 1e6).toFixed(1)} MB, ${run?.status ?? 'nothing'}`);
  console.log(`floor: DuckDB reads the file     ${least.toFixed(2)} s`);
  console.log(`load into the raw table          ${((run?.loads[0]?.durationMs ?? 0) / 1000).toFixed(2)} s`);
  console.log(`run, engines opened and closed   ${seconds.toFixed(2)} s, ${(seconds / least).toFixed(1)} x floor`);
  console.log(`run, CPU of this process           ${((cpu.user + cpu.system) / 1e6).toFixed(2)} s`);
  console.log(`peak memory of the process       ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
} finally {
  repository.dispose();
}
