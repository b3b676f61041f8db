import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '@akili/operations/plan';
import { pullRequestPlan } from '@akili/operations/pull-request';
import type { OperationHost } from '@akili/operations';
import { pullRequestComment, type PullRequestPlan } from '@akili/report';
import { testRepository, type TestRepository } from './repository.ts';

const selection = { environment: undefined, tenants: [], products: [] };
const daily = 'tenants/acme-corp/products/daily_revenue';
const report = 'tenants/acme-corp/products/revenue_by_month';

let repository: TestRepository;
let made: PullRequestPlan;

beforeAll(async () => {
  repository = testRepository();
  const { root } = repository;
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  repository.git('checkout', '-q', 'main');
  repository.write({
    [`${report}/product.yaml`]:
      'product:\n  name: revenue_by_month\n  namespace: sales\n  version: "1.0.0"\n  archetype: aggregate\n  description: Revenue of each month.\n  owner: data-team@acme-corp.com\n',
    [`${report}/inputs.yaml`]:
      'inputs:\n  - name: days\n    kind: product\n    product: daily_revenue\n    version: ">=1.0.0"\n',
    [`${report}/transform.sql`]:
      "SELECT DATE_TRUNC('month', d.date) AS month, SUM(d.gross_revenue) AS revenue\nFROM {{ ref('days') }} d\nGROUP BY 1\n",
    [`${report}/quality.yaml`]:
      'quality:\n  checks:\n    - name: no_null_months\n      sql: "SELECT COUNT(*) FROM {{ this }} WHERE month IS NULL"\n      severity: critical\n      threshold: 0\n',
    [`${report}/serving.yaml`]:
      'serving:\n  modes:\n    - intent: analytics\n      config:\n        engine: starrocks\n',
    [`${report}/governance.yaml`]: read(`${daily}/governance.yaml`),
    [`${report}/compute.yaml`]: read(`${daily}/compute.yaml`),
  });
  repository.commit('a product that reads another');
  repository.git('checkout', '-q', '-B', 'change');
  repository.write({
    [`${daily}/transform.sql`]: read(`${daily}/transform.sql`).replace(
      'SUM(o.amount) AS gross',
      'SUM(o.amount * 2) AS gross',
    ),
    [`${daily}/quality.yaml`]: read(`${daily}/quality.yaml`).replace('threshold: 24', 'threshold: 48'),
    'tenants/globex-inc/tenant.yaml': read('tenants/globex-inc/tenant.yaml').replace(/storage: \w+/, 'storage: 600Gi'),
  });
  repository.commit('double the revenue');
  const host: OperationHost = {
    root,
    env: {},
    now: () => new Date(0),
    signal: new AbortController().signal,
    progress: () => undefined,
  };
  const answer = await plan(host, selection, {
    targets: 'environment',
    allowDestroy: [],
    lockTimeoutMs: 0,
    base: 'main',
  });
  if (answer.document.kind !== 'plan') throw new Error('no plan');
  made = await pullRequestPlan(host, selection, 'main', answer.document.plan);
});
afterAll(() => repository.remove());

test('only the product that changed is among the products, with what its change means', () => {
  expect(made.products.map(({ tenant, product, query }) => [tenant, product, query?.class, query?.reaches])).toEqual([
    ['acme-corp', 'sales.daily_revenue', 'rows', [{ product: 'revenue_by_month', columns: ['revenue'], rows: false }]],
  ]);
});

test('what reads it is reached', () => {
  expect(made.reads).toEqual([{ tenant: 'acme-corp', from: 'sales.daily_revenue', to: 'sales.revenue_by_month' }]);
});

test('a quota that changed is told', () => {
  expect(made.quotas).toEqual([{ tenant: 'globex-inc', quota: 'storage', before: '500Gi', after: '600Gi' }]);
});

test('the comment holds all of it', async () => {
  const { body } = pullRequestComment(made, { limit: 60_000, withoutLiveValues: false, marker: true });
  await expect(body).toMatchFileSnapshot('golden/small.md');
});
