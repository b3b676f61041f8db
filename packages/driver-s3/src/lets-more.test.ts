import { expect, test } from 'vitest';
import { letsMore } from './lets-more.ts';
import { inOrder, type Statement } from './statement.ts';
import { guardStatements, tenantStatements } from './tenant-statements.ts';

const id = '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d';
const prefixes = [`tenant-${id}/`, 'akili-state/production/acme-corp/'];
const own = Object.values(tenantStatements('akili-data', 'arn:aws:iam:::user/tenant-acme-corp', prefixes, 'write'));
const reading = Object.values(tenantStatements('akili-data', 'arn:aws:iam:::user/tenant-acme-corp', prefixes, 'read'));
const expected = inOrder(own);
const live = (change: (statement: Statement) => Statement): readonly Statement[] => inOrder(own.map(change));

test('the same, less and nothing are no more', () => {
  expect(letsMore(expected, expected)).toBe(false);
  expect(letsMore(inOrder(reading), expected)).toBe(false);
  expect(letsMore([], expected)).toBe(false);
  const onePrefix = Object.values(
    tenantStatements('akili-data', 'arn:aws:iam:::user/tenant-acme-corp', prefixes.slice(0, 1), 'write'),
  );
  expect(letsMore(inOrder(onePrefix), expected)).toBe(false);
});

test.each<readonly [string, (statement: Statement) => Statement]>([
  ['another action', (one) => ({ ...one, Action: ['s3:GetObject', 's3:PutBucketPolicy'] })],
  ['a wider resource', (one) => ({ ...one, Resource: ['arn:aws:s3:::akili-data/*'] })],
  ['somebody else', (one) => ({ ...one, Principal: { AWS: ['*'] } })],
  ['no condition', ({ Condition: _, ...one }) => ({ ...one, Note: 'x' })],
  ['everything but', ({ Action: _, ...one }) => ({ ...one, NotAction: ['s3:PutObject'] })],
])('%s is more', (_, change) => {
  expect(letsMore(live(change), expected)).toBe(true);
});

test('what is written for a suspended tenant is less than what a writer has', () => {
  expect(letsMore(expected, inOrder(reading))).toBe(true);
});

test('a wall that is not there any more lets more', () => {
  const walls = inOrder(Object.values(guardStatements('akili-data')));
  expect(letsMore(walls, walls)).toBe(false);
  for (let gone = 0; gone < walls.length; gone += 1)
    expect(
      letsMore(
        walls.filter((_, index) => index !== gone),
        walls,
      ),
    ).toBe(true);
});
