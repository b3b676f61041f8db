import { Cron as Croner } from 'croner';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCron, type Cron } from './cron.ts';
import { largestGap } from './largest-gap.ts';

const gap = (expression: string): number | undefined => largestGap(readCron(expression) as Cron);

describe('readCron', () => {
  test.each([
    ['0 6 * *', 'it has 4 fields instead of five'],
    ['daily', 'it has one field instead of five'],
    ['61 6 * * *', '`61` is no minute (0 to 59)'],
    ['0 6 * * MOON', '`MOON` is no day of week'],
    ['0 9-5 * * *', '`9-5` ends before it begins'],
    ['*/0 6 * * *', '`*/0` has a step of 0'],
  ])('%s', (expression, reason) => {
    expect(readCron(expression)).toBe(reason);
  });
});

describe('largestGap, in seconds', () => {
  test.each([
    ['0 6 * * *', 24 * 3600],
    ['0 */4 * * *', 4 * 3600],
    ['0 2 * * 1', 7 * 24 * 3600],
    ['0 6 * * MON-FRI', 3 * 24 * 3600],
    ['*/15 9-17 * * *', 15.25 * 3600],
    ['0 0 1 * *', 31 * 24 * 3600],
    ['0 0 29 2 *', 1461 * 24 * 3600],
    ['0 0 31 2 *', undefined],
  ])('%s', (expression, seconds) => {
    expect(gap(expression)).toBe(seconds);
  });
});

test('runs that croner gives are never farther apart than the largest gap, and sometimes as far', () => {
  const numbers = (min: number, max: number): fc.Arbitrary<string> =>
    fc.oneof(
      fc.constant('*'),
      fc.integer({ min, max }).map(String),
      fc
        .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
        .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
      fc.tuple(fc.integer({ min, max }), fc.integer({ min, max })).map(([a, b]) => `${a},${b}`),
    );
  const weekly = fc.tuple(numbers(0, 59), numbers(0, 23), numbers(0, 6)).map(([m, h, d]) => `${m} ${h} * * ${d}`);
  fc.assert(
    fc.property(weekly, (expression) => {
      const start = new Date(Date.UTC(2024, 0, 1));
      const end = Date.UTC(2024, 0, 22);
      const croner = new Croner(expression, { timezone: 'UTC', mode: '5-part' });
      let longest = 0;
      let previous: Date | null = croner.nextRun(new Date(start.getTime() - 1));
      for (let guard = 0; previous !== null && previous.getTime() < end && guard < 700; guard += 1) {
        const next: Date | null = croner.nextRun(previous);
        if (next === null) break;
        longest = Math.max(longest, (next.getTime() - previous.getTime()) / 1000);
        previous = next;
      }
      expect(longest).toBeLessThanOrEqual(gap(expression) as number);
      if (previous !== null && previous.getTime() >= end) expect(longest).toBe(gap(expression));
    }),
    { seed: 7, numRuns: 60 },
  );
});
