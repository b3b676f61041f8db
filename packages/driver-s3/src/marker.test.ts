import { expect, test } from 'vitest';
import { etagOf, markerKey, markersPrefix, newestMarkers, productOf, readMarker } from './marker.ts';

const id = '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d';
const digest = `sha256:${'c'.repeat(64)}`;
const at = (key: string) => readMarker(id, { key, etag: 'e' });

test('a key says whose marker it is, of which declaration', () => {
  const key = markerKey(id, 'daily_revenue', 7, digest);
  expect(key).toBe(`tenant-${id}/products/daily_revenue.akili.000007.${'c'.repeat(64)}.json`);
  expect(at(key)).toMatchObject({ product: 'daily_revenue', serial: 7, digest });
});

test.each([
  'notes.txt',
  `Daily.akili.000001.${'c'.repeat(64)}.json`,
  `a.akili.1.${'c'.repeat(64)}.json`,
  'a.akili.000001.short.json',
])('%s is none', (name) => {
  expect(at(`${markersPrefix(id)}${name}`)).toBeUndefined();
});

test("another tenant's key is none", () => {
  expect(
    readMarker('0b7d5e3a-2f44-4c52-8a61-9c1e7f3d2b10', { key: markerKey(id, 'a', 1, digest), etag: 'e' }),
  ).toBeUndefined();
});

test('of two that a killed run left, the one with the larger number counts', () => {
  const markers = [9, 10, 8].flatMap((serial) => at(markerKey(id, 'a', serial, digest)) ?? []);
  expect(newestMarkers(markers).get('a')?.serial).toBe(10);
});

test('only the prefix of a product of this tenant has a product', () => {
  expect(productOf(id, `tenant-${id}/products/a/data/`)).toBe('a');
  for (const other of [`tenant-${id}/products/a/`, `tenant-${id}/products/../data/`, 'tenant-x/products/a/data/', ''])
    expect(productOf(id, other)).toBeUndefined();
});

test('an ETag is the MD5 of the text', () => {
  expect(etagOf('hello')).toBe('5d41402abc4b2a76b9719d911017c592');
});
