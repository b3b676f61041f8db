import { expect, test } from 'vitest';
import { sparkline } from './sparkline.ts';

test.each([
  [[0, 1, 2, 3, 4, 5, 6, 7], '▁▂▃▄▅▆▇█'],
  [[5, 5, 5], '▁▁▁'],
  [[1, undefined, 3], '▁ █'],
  [[4], ''],
  [[], ''],
])('%j', (values, line) => {
  expect(sparkline(values)).toBe(line);
});
