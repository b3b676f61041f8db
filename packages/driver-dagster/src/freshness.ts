import { schedulePeriod } from '@akili/compiler';
import type { Json } from '@akili/model';

/**
 * When a product counts as stale: nothing new for twice the longest time between two runs, with a warning at one and
 * a half. Seconds; null without a schedule. It is about runs; how old the data is, the product's own checks say.
 */
export function freshnessOf(schedule: string | undefined): Json {
  const period = schedule === undefined ? undefined : schedulePeriod(schedule);
  if (period === undefined) return null;
  return { failSeconds: 2 * period, warnSeconds: Math.ceil(1.5 * period) };
}
