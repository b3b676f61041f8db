import { lowerInput } from '@akili/testkit';
import { specDigest, type Observed, type Resource } from '@akili/resource';
import { acmeCorp, dailyRevenue } from '@akili/testkit';
import { expect, test } from 'vitest';
import { lower } from './lower.ts';
import { refresh } from './refresh.ts';

/** The refresh of the seed's view, with another interval or another sort key. */
function declared(change: { readonly refreshInterval?: number; readonly sortKey?: readonly string[] }) {
  const serving = dailyRevenue.serving.map((mode) => ({ ...mode, materialized: true, ...change }));
  const resources = lower(lowerInput([acmeCorp], [{ ...dailyRevenue, serving }]));
  return resources.find(({ kind }) => kind === refresh.kind) as Resource<never>;
}

function observedAs(resource: Resource<never>): Observed {
  const { address, kind, name, tenant } = resource;
  return {
    ...{ address, kind, name, value: refresh.expect(resource) },
    mark: { tenantId: tenant.id, digest: specDigest(resource) },
  };
}

test('another interval renews the record and moves no rows', () => {
  const before = declared({ refreshInterval: 3600 });
  const found = refresh.diff(declared({ refreshInterval: 7200 }), observedAs(before));
  expect(found?.reason).toBe('the mark is of an older declaration');
  expect(found?.steps.map(({ request }) => JSON.stringify(request).includes('CREATE OR REPLACE TABLE'))).toEqual([
    false,
  ]);
});

test('another sort key refreshes', () => {
  const before = declared({ sortKey: ['date'] });
  const found = refresh.diff(declared({ sortKey: ['region', 'date'] }), observedAs(before));
  expect(found?.reason).toBe('the view changed since it was refreshed');
  expect(found?.steps.map(({ summary }) => summary)).toEqual([`refresh ${before.name}`]);
});
