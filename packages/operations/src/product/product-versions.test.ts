import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareVersions } from './product-versions.ts';

describe('the order of versions', () => {
  // The example of Semantic Versioning 2.0.0, section 11.4.4, with a number longer than the others before it.
  const inOrder = [
    ...['0.9.10', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2', '1.0.0-beta.11'],
    ...['1.0.0-rc.1', '1.0.0', '1.0.1', '1.9.0', '1.10.0', '10.0.0'],
  ];

  test('is that of the specification, whatever order they come in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(inOrder, { minLength: inOrder.length }), (shuffled) => {
        expect(shuffled.toSorted(compareVersions)).toEqual(inOrder);
      }),
      { seed: 7, numRuns: 50 },
    );
  });

  test('does not look at build metadata', () => expect(compareVersions('1.0.0+a', '1.0.0+b')).toBe(0));
});
