import { expect, test } from 'vitest';
import { readReviewed, writeReviewed } from './reviewed-line.ts';

const headSha = 'a'.repeat(40);
const digests = new Map([
  ['acme-corp', { platform: '', tenant: 'abcdefghijklmnop' }],
  ['globex-inc', { platform: 'ABCD.EFGH_IJKL12', tenant: '' }],
]);
const inBody = (line: string): string => `<!-- akili:plan production -->\n${line}\n### Plan\n`;

test('what is written is read again', () => {
  const reviewed = { headSha, basis: 'full' as const, digests };
  expect(writeReviewed(reviewed)).toBe(
    `<!-- akili:reviewed ${headSha} full acme-corp=/abcdefghijklmnop globex-inc=ABCD.EFGH_IJKL12/ -->`,
  );
  expect(readReviewed(inBody(writeReviewed(reviewed)))).toEqual(reviewed);
});

test('a line further down is text of the repository, and is not read', () => {
  const line = writeReviewed({ headSha, basis: 'full', digests });
  expect(readReviewed(`<!-- akili:plan production -->\n### Plan\n${line}\n`)).toBeUndefined();
});

test.each([
  `<!-- akili:reviewed ${headSha} full acme-corp=/abcdefghijklmnop acme-corp=/bbcdefghijklmnop -->`,
  `<!-- akili:reviewed ${headSha} full acme-corp=/short -->`,
  `<!-- akili:reviewed ${headSha} loose acme-corp=/abcdefghijklmnop -->`,
  `<!-- akili:reviewed abc full -->`,
  `<!-- akili:reviewed ${headSha} full acme-corp=/abcdefghijklmnop`,
])('anything odd is no review: %s', (line) => {
  expect(readReviewed(inBody(line))).toBeUndefined();
});

test('more tenants than a comment has room for: said, and no digest is left that could agree', () => {
  const many = new Map(
    Array.from({ length: 1000 }, (_, i) => [`tenant-${i}`, { platform: '', tenant: 'abcdefghijklmnop' }]),
  );
  const line = writeReviewed({ headSha, basis: 'full', digests: many });
  expect(line).toBe(`<!-- akili:reviewed ${headSha} full too-many -->`);
  expect(readReviewed(inBody(line))).toEqual({ headSha, basis: 'full', digests: undefined });
});
