import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One whole process, from start to end. */
export interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  readonly exitCode: number;
}

const usageHook = fileURLToPath(new URL('report-usage.mjs', import.meta.url));

/** Runs `node` with the arguments `runs` times and gives the run with the median wall time. Output is thrown away. */
export function measure(
  args: readonly string[],
  options: { readonly cwd?: string; readonly runs?: number; readonly before?: () => void } = {},
): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'akili-bench-'));
  const usageFile = join(folder, 'usage.json');
  const env: NodeJS.ProcessEnv = { ...process.env, AKILI_BENCH_USAGE: usageFile };
  delete env['NODE_EXTRA_CA_CERTS'];
  const all: Measured[] = [];
  for (let run = 0; run < (options.runs ?? 3); run += 1) {
    options.before?.();
    const started = process.hrtime.bigint();
    const result = spawnSync(process.execPath, ['--import', usageHook, ...args], {
      env,
      stdio: ['ignore', 'ignore', 'ignore'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    const usage = JSON.parse(readFileSync(usageFile, 'utf8')) as { peakMb: number; cpuSeconds: number };
    all.push({ seconds, ...usage, exitCode: result.status ?? -1 });
  }
  rmSync(folder, { recursive: true });
  return all.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(all.length / 2)] as Measured;
}
