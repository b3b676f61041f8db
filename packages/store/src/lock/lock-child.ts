import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockEnvironment } from '../lock-environment.ts';

// A process of the lock's tests, never imported: takes the lock `rounds` times, sees each time that nobody else is
// inside, and dies by SIGKILL inside of round `deathRound` (0: never). `hold` takes it once and stays.
const [directory = '', mode = '', roundsText = '0', deathText = '0'] = process.argv.slice(2);
const signal = new AbortController().signal;
const inside = join(directory, 'inside');

if (mode === 'hold') {
  await lockEnvironment(directory, { timeoutMs: 20_000, signal });
  process.stdout.write('held\n');
  await sleep(60_000);
}

for (let round = 1; round <= Number(roundsText); round += 1) {
  const lock = await lockEnvironment(directory, { timeoutMs: 50_000, signal });
  writeFileSync(inside, String(process.pid));
  await sleep((process.pid + round) % 4);
  if (readFileSync(inside, 'utf8') !== String(process.pid)) process.stdout.write('overlap\n');
  if (round === Number(deathText)) process.kill(process.pid, 'SIGKILL');
  await lock.release();
}
if (mode === 'rounds') process.stdout.write('finished\n');
