import { describe, expect, test } from 'vitest';
import { mayUseReference, readCredentialReference } from './credential-reference.ts';

test.each([
  ['env:AKILI_ACME_CORP__LOOKUP', { scheme: 'env', location: 'AKILI_ACME_CORP__LOOKUP', key: undefined }],
  ['file:secrets/acme.json#lookup', { scheme: 'file', location: 'secrets/acme.json', key: 'lookup' }],
  ['file:/run/secrets/acme', { scheme: 'file', location: '/run/secrets/acme', key: undefined }],
  ['vault:akili/acme-corp/lookup#password', { scheme: 'vault', location: 'akili/acme-corp/lookup', key: 'password' }],
  ['awssm:akili-acme#k', { scheme: 'awssm', location: 'akili-acme', key: 'k' }],
])('%s', (text, expected) => {
  expect(readCredentialReference(text)).toEqual(expected);
});

test.each([
  ...['', 'env:', 'env:A B', 'env:A#k', 'env:1A', 'ENV:A', 'hunter2', 'https://x', 'vault:a/../b#k', 'vault:a//b#k'],
  ...[
    'file:../x',
    'file:a/./b',
    'file:a/b/',
    'file:a\\..\\b',
    'vault:a/%2e%2e/b',
    'vault:a#',
    'vault:a#b#c',
    ' env:A',
    'env:A\n',
  ],
])('%j is no reference', (text) => {
  expect(readCredentialReference(text)).toBeUndefined();
});

describe('who may use what', () => {
  test.each([
    ['acme-corp', [], 'env:AKILI_ACME_CORP__LOOKUP', true],
    ['acme-corp', [], 'env:AKILI_ACME_CORP__', false],
    ['acme-corp', [], 'env:AKILI_ACME__LOOKUP', false],
    ['acme', [], 'env:AKILI_ACME_CORP__LOOKUP', false],
    ['acme', [], 'env:AKILI_ACME__CORP__LOOKUP', true],
    ['acme-corp', [], 'env:PATH', false],
    ['acme-corp', [], 'vault:akili/acme-corp/x#k', false],
    ['acme-corp', ['vault:akili/acme-corp/'], 'vault:akili/acme-corp/x#k', true],
    ['acme', ['vault:akili/acme/'], 'vault:akili/acme-corp/x#k', false],
    ['acme', ['vault:akili/acme'], 'vault:akili/acme/x#k', true],
    ['acme', ['vault:akili/acme'], 'vault:akili/acme#k', true],
    ['acme', ['env:SHARED_'], 'env:SHARED_X', true],
    ['acme', [''], 'env:PATH', false],
    ['acme', ['vault:akili/acme/'], 'vault:akili/acme/../globex#k', false],
    ['platform', [], 'vault:anything/at/all#k', true],
    ['platform', [], 'hunter2', false],
  ])('%s with %j and %s: %s', (slug, allowed, reference, expected) => {
    expect(mayUseReference(slug, allowed, reference)).toBe(expected);
  });
});
