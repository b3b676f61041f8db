import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '@akili/resource';

/** A metadata log reaches a broker within milliseconds; a topic's deletion takes longer. */
const patienceMs = 15_000;

/**
 * Waits until what was changed shows: brokers acknowledge a change when the controller has it, and apply it a moment
 * later. `what` completes "does not show yet: ".
 */
export async function settle(what: string, shows: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + patienceMs;
  for (let wait = 5; ; wait = Math.min(wait * 2, 250)) {
    if (await shows()) return;
    if (performance.now() > end)
      throw new EngineError(`the broker acknowledged the change and does not show it yet: ${what}`, {
        retryable: true,
      });
    await sleep(wait);
  }
}
