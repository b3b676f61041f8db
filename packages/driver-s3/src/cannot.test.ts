import { acmeCorp, globexInc, lowerInput } from '@akili/testkit';
import { expect, test } from 'vitest';
import { s3Objects } from './driver.ts';

test('a quota of storage is said to be held by nobody, and where there is none nothing is said', () => {
  const limited = { ...acmeCorp, quotas: { storageBytes: 500 } };
  const unlimited = { ...globexInc, quotas: { products: 3 } };
  expect(s3Objects.cannot?.(lowerInput([limited, unlimited], []))).toEqual([
    {
      sentence: 'an object store has no limit for a prefix, so that nothing stops `acme-corp` at its quota `storage`',
      tenant: 'acme-corp',
      origin: acmeCorp.origin,
    },
  ]);
});
