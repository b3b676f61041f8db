import { randomUUID } from 'node:crypto';
import { appendFileSync, writeSync } from 'node:fs';
import type { ActionHost } from './action-host.ts';

/** The host that a runner's Node is. A cancelled job stops what is under way. */
export function nodeHost(): ActionHost {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  return {
    env: process.env,
    now: () => new Date(),
    signal: controller.signal,
    write: writeAll,
    append: (file, text) => appendFileSync(file, text),
    random: () => randomUUID(),
  };
}

/** A pipe that is full takes a part, or nothing for a moment: a workflow command must never be cut. */
function writeAll(text: string): void {
  let rest = new TextEncoder().encode(text);
  while (rest.length > 0) {
    try {
      rest = rest.slice(writeSync(1, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
