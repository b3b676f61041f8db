import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { platformId, platformSlug } from '@akili/resource';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readObjects } from './read-objects.ts';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'akili-objects-'))));
afterEach(() => rmSync(root, { recursive: true }));

const asPlatform = () => readObjects({ root, tenant: { slug: platformSlug, id: platformId } });

test("a bucket that lost its marker is made again around its tenants' folders", () => {
  const data = 'objects/akili-data/tenant-6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d/products/orders/data';
  mkdirSync(join(root, data), { recursive: true });
  writeFileSync(join(root, data, 'part-0.parquet'), 'rows');
  expect(asPlatform()).toEqual([]);
});

test('a bucket without a marker that holds something else is nobody of ours', () => {
  mkdirSync(join(root, 'objects/akili-data'), { recursive: true });
  writeFileSync(join(root, 'objects/akili-data/report.csv'), 'rows');
  expect(asPlatform().map(({ address, mark }) => [address, mark])).toEqual([
    ['platform/objects.bucket/akili-data', undefined],
  ]);
});
