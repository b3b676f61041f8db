import { describe, expect, test } from 'vitest';
import { mergePolicy, readPolicy } from './bucket-policy.ts';
import { normaliseStatement, readSid, sidOf } from './statement.ts';
import { tenantStatements } from './tenant-statements.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const acme = { tenantId: '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d', digest };
const globex = { tenantId: '0b7d5e3a-2f44-4c52-8a61-9c1e7f3d2b10', digest };
const of = ({ tenantId }: typeof acme) =>
  tenantStatements('akili-data', `arn:aws:iam:::user/${tenantId.slice(0, 4)}`, [`tenant-${tenantId}/`], 'write');
const byHand = { Sid: 'ByHand', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: ['b', 'a'] };

test('a Sid carries the mark, and any other text is none', () => {
  const sid = sidOf('List', acme);
  expect(sid).toBe(`AkiliList6f1c2a547c0e4b0a9f0e0d6c5a1b2c3dx${'a'.repeat(64)}`);
  expect(sid).toMatch(/^[A-Za-z0-9]+$/);
  expect(readSid(sid)).toEqual(acme);
  expect([readSid(undefined), readSid('ByHand'), readSid(`${sid}0`), readSid(sid.toLowerCase())]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

describe('merging', () => {
  test('the first statements make a policy, the last ones take it away', () => {
    const made = mergePolicy(undefined, acme, of(acme));
    expect(readPolicy(made).map(({ sid }) => sid)).toEqual([sidOf('List', acme), sidOf('Objects', acme)]);
    expect(mergePolicy(made, acme, {})).toBeUndefined();
    expect(mergePolicy(undefined, acme, {})).toBeUndefined();
  });

  test('what others have stays as it is written, known or not', () => {
    const before = JSON.stringify({ Version: '2008-10-17', Id: 'x', Statement: [byHand] });
    const both = mergePolicy(mergePolicy(before, acme, of(acme)), globex, of(globex));
    expect(JSON.parse(both ?? '')).toMatchObject({
      Version: '2008-10-17',
      Id: 'x',
      Statement: [byHand, {}, {}, {}, {}],
    });
    expect(mergePolicy(mergePolicy(both, acme, {}), globex, {})).toBe(before);
  });

  test('merging again changes nothing, and a new digest takes the place of the old', () => {
    const once = mergePolicy(mergePolicy(undefined, globex, of(globex)), acme, of(acme));
    expect(mergePolicy(once, acme, of(acme))).toBe(once);
    const newer = { ...acme, digest: `sha256:${'b'.repeat(64)}` };
    const marks = readPolicy(mergePolicy(once, newer, of(acme))).map(({ sid }) => readSid(sid));
    expect(marks).toEqual([globex, globex, newer, newer]);
  });

  test('a statement that stands alone instead of in a list is read', () => {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: byHand });
    expect(readPolicy(text).map(({ sid }) => sid)).toEqual(['ByHand']);
  });
});

test('texts and lists, orders and spellings of everybody compare as one', () => {
  const written = { ...byHand, Condition: { StringLike: { 's3:prefix': 'x/*' } } };
  const other = {
    Effect: 'Deny',
    Resource: ['a', 'b', 'a'],
    Principal: { AWS: '*' },
    Condition: { StringLike: { 's3:prefix': ['x/*'] } },
    Action: ['s3:*'],
  };
  expect(normaliseStatement(written)).toEqual(normaliseStatement(other));
  expect(normaliseStatement(other)).toEqual({
    Action: ['s3:*'],
    Condition: { StringLike: { 's3:prefix': ['x/*'] } },
    Effect: 'Deny',
    Principal: { AWS: ['*'] },
    Resource: ['a', 'b'],
  });
});
