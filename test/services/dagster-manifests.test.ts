import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Json } from '@akili/model';
import { dagsterCompute } from '@akili/driver-dagster';
import { specDigest } from '@akili/resource';
import { afterAll, expect, test } from 'vitest';
import { closeParser } from '../support/compile-files.ts';
import { dagsterPlatform, repositoryFile, repositoryPath, seedInput } from './dagster-seed.ts';

afterAll(closeParser);

const engines = {
  starrocks: '{ driver: starrocks, host: sr.example.com, iceberg: { uri: "http://catalog:8181" } }',
  duckdb: '{ driver: duckdb }',
};
const compute = '{ driver: dagster, url: "http://127.0.0.1:3000/graphql", cdc: refuse }';

// The Python package is tested on these files: what it reads is what the driver writes.
for (const [dialect, analytics] of Object.entries(engines))
  test(`the manifests of the tenants of this repository on ${dialect} are the committed ones`, async () => {
    const resources = dagsterCompute.lower(await seedInput(dagsterPlatform(analytics, compute)));
    const manifests = resources.filter(({ kind }) => kind === 'compute.manifest');
    expect(manifests.map(({ tenant }) => tenant.slug)).toEqual(['acme-corp', 'globex-inc']);
    for (const manifest of manifests) {
      const path = `packages/driver-dagster/python/tests/manifests/${dialect}/${manifest.tenant.slug}.json`;
      const mark = { tenant: manifest.tenant.id, digest: specDigest(manifest) };
      const document = { ...(manifest.spec as { readonly [key: string]: Json }), akili: mark };
      const text = `${JSON.stringify(document, undefined, 2)}\n`;
      if (process.env['BLESS'] === '1') {
        mkdirSync(dirname(repositoryPath(path)), { recursive: true });
        writeFileSync(repositoryPath(path), text);
      }
      expect(text).toBe(repositoryFile(path));
    }
  });
