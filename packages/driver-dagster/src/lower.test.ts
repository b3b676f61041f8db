import { lowerInput } from '@akili/testkit';
import { specDigest, type Resource } from '@akili/resource';
import { expect, test } from 'vitest';
import type { JsonObject } from './asset-entry.ts';
import { lower } from './lower.ts';
import { deliveredText, readDelivered } from './manifest-text.ts';
import { acme, globex, nextRevenue, refunds, revenue, summary } from './testing/dagster-samples.ts';

const compute = { url: 'http://dagster/graphql' };
const lowered = (...products: Parameters<typeof lowerInput>[1]) =>
  lower(lowerInput([acme, globex], products, { compute }));
const manifestOf = (resources: readonly Resource[], slug: string): Resource<JsonObject> =>
  resources.find(({ kind, tenant }) => kind === 'compute.manifest' && tenant.slug === slug) as Resource<JsonObject>;

test('a tenant has a manifest in its own prefix and a location; a product has an asset', () => {
  expect(lowered(revenue, summary).map(({ address }) => address)).toEqual([
    'acme-corp/compute.asset/sales.daily_revenue',
    'acme-corp/compute.location/akili-acme-corp',
    `acme-corp/compute.manifest/akili-data/tenant-${acme.id}/compute/akili_manifest.json`,
    'globex-inc/compute.asset/finance.weekly_transaction_summary',
    'globex-inc/compute.location/akili-globex-inc',
    `globex-inc/compute.manifest/akili-data/tenant-${globex.id}/compute/akili_manifest.json`,
  ]);
});

test('the location waits for the manifest, and an asset for everything that its run touches', () => {
  const [asset, location, manifest] = lowered(revenue);
  expect(location?.dependsOn).toEqual([manifest?.address]);
  expect(asset?.dependsOn).toEqual([
    'acme-corp/analytics.table/sales.daily_revenue',
    'acme-corp/analytics.table/sales__raw.daily_revenue__orders',
    'acme-corp/analytics.view/tenant_acme_corp__sales.daily_revenue',
    'acme-corp/compute.location/akili-acme-corp',
    'acme-corp/events.topic/acme-corp.daily_revenue.data.available',
    'acme-corp/events.topic/acme-corp.daily_revenue.execution.events',
    `acme-corp/objects.prefix/akili-data/tenant-${acme.id}/products/daily_revenue/data/`,
  ]);
});

test('the same products give the same bytes, whatever their order', () => {
  const both = lowerInput([globex, acme], [revenue, refunds, summary], { compute });
  expect(lower(both).map(specDigest)).toEqual(lowered(revenue, refunds, summary).map(specDigest));
});

test('a product that changes moves its own digest and leaves the others', () => {
  const digests = (resources: readonly Resource[]) =>
    Object.fromEntries(resources.map((one) => [one.address.split('/')[2], specDigest(one)]));
  const before = digests(lowered(revenue, refunds));
  const after = digests(lowered(nextRevenue, refunds));
  expect(after['sales.daily_revenue']).not.toBe(before['sales.daily_revenue']);
  expect(after['sales.daily_refunds']).toBe(before['sales.daily_refunds']);
});

test('a manifest names secrets and holds nothing of another tenant', () => {
  const text = deliveredText(manifestOf(lowered(revenue, summary), 'acme-corp'));
  expect(text).toContain('"credentials":"env:AKILI_ACME_CORP__ANALYTICS"');
  expect(text.toLowerCase()).not.toContain('globex');
});

test('priority comes from the tags and is capped; cpu and memory become a pod', () => {
  const urgent = {
    ...revenue,
    compute: { ...revenue.compute, cpuMillis: 1500, memoryBytes: 2 ** 31, tags: ['high-priority'] },
  };
  const [entry] = manifestOf(lowered(urgent), 'acme-corp').spec['assets'] as readonly JsonObject[];
  expect(entry?.['runTags']).toEqual({
    'akili/tenant': 'acme-corp',
    'dagster/max_retries': '2',
    'dagster/max_runtime': '1800',
    'dagster/priority': '10',
  });
  const asked = { cpu: '1500m', memory: '2147483648' };
  expect(entry?.['pod']).toEqual({ container_config: { resources: { requests: asked, limits: asked } } });
  expect(entry?.['freshness']).toEqual({ failSeconds: 172_800, warnSeconds: 129_600 });
});

test('a file that is no manifest of ours carries no mark', () => {
  expect(readDelivered('{"schemaVersion":1}').mark).toBeUndefined();
  expect(readDelivered('not JSON').mark).toBeUndefined();
  const manifest = manifestOf(lowered(revenue), 'acme-corp');
  expect(readDelivered(deliveredText(manifest)).mark).toEqual({ tenantId: acme.id, digest: specDigest(manifest) });
});
