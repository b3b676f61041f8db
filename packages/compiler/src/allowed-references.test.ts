import { aPlatform } from '@akili/testkit';
import { describe, expect, test } from 'vitest';
import { isAllowedReference } from './allowed-references.ts';

const platform = aPlatform({ allowedCredentials: { 'acme-corp': ['vault:akili/acme-corp/', 'file:secrets/acme/'] } });

describe('what acme-corp may name', () => {
  test.each([
    ['env:AKILI_ACME_CORP__ORDERS_DB', true],
    ['vault:akili/acme-corp/orders#value', true],
    // `acme` must not name what belongs to `acme-corp`, nor the other way round.
    ['env:AKILI_ACME__ORDERS_DB', false],
    ['env:AKILI_ACME_CORP_EU__ORDERS_DB', false],
    ['env:AKILI_GLOBEX_INC__FINANCE_DB', false],
    ['env:AKILI_PLATFORM__LOOKUP', false],
    ['env:AKILI_ACME_CORP__', false],
    ['vault:akili/globex-inc/orders#value', false],
    ['vault:akili/acme-corp/../globex-inc/orders#value', false],
    ['vault:akili/acme-corp/%2e%2e/globex-inc/orders#value', false],
    ['file:secrets/acme/../globex/key#value', false],
    ['file:secrets/acme/.hidden#value', true],
    ['awssm:acme-corp#value', false],
  ])('%s: %s', (reference, allowed) => {
    expect(isAllowedReference(platform, 'acme-corp', reference)).toBe(allowed);
  });
});

test('a slug that is a property of every object is on no list', () => {
  expect(isAllowedReference(aPlatform(), 'constructor', 'env:AKILI_ACME_CORP__X')).toBe(false);
});
