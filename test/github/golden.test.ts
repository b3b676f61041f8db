import type { Change } from '@akili/plan';
import { expect, test } from 'vitest';
import { commentSize, pullRequestComment, type PullRequestPlan } from '@akili/report';
import { changeOf, planOf } from '../../packages/report/src/comment/pull-request.fixture.ts';

const options = {
  limit: 60_000,
  withoutLiveValues: false,
  marker: true,
  commit: 'c'.repeat(40),
  moreAt: 'https://github.example.com/acme/data/actions/runs/42',
};
const slug = (i: number): string => `tenant-${String(i).padStart(3, '0')}`;
const nothing = { products: [], reads: [], quotas: [] };

test('an empty plan', async () => {
  const { body, whole } = pullRequestComment({ plan: planOf([]), ...nothing }, options);
  expect(whole).toBe(true);
  await expect(body).toMatchFileSnapshot('golden/empty.md');
});

test('two hundred tenants, each with changes of its own: within the limit, with a word on where the rest is', async () => {
  const changes = Array.from({ length: 200 }, (_, i): readonly Change[] =>
    Array.from({ length: 8 }, (_, k) =>
      changeOf(slug(i), `product_${i}_${k}`, {
        op: k === 0 ? 'delete' : 'create',
        risk: k === 0 ? 'destructive' : 'safe',
      }),
    ),
  ).flat();
  const products = Array.from({ length: 200 }, (_, i) => ({
    tenant: slug(i),
    product: `sales.product_${i}`,
    transform: { before: `SELECT ${i} AS a\n`, after: `SELECT ${i} AS a,\n  ${i + 1} AS b\n` },
    columns: { before: undefined, after: undefined },
    checks: { before: undefined, after: undefined },
    query: undefined,
  }));
  const { body, whole } = pullRequestComment({ plan: planOf(changes), products, reads: [], quotas: [] }, options);
  expect([whole, commentSize(body) <= options.limit]).toEqual([false, true]);
  await expect(body).toMatchFileSnapshot('golden/huge.md');
});

test('two hundred tenants that change alike are told once', async () => {
  const changes = Array.from({ length: 200 }, (_, i) => changeOf(slug(i), `${slug(i)}.orders.data.available`));
  const { body, whole } = pullRequestComment({ plan: planOf(changes), ...nothing }, options);
  expect(whole).toBe(true);
  await expect(body).toMatchFileSnapshot('golden/alike.md');
});

test('names and SQL that try to be markup stay text', async () => {
  const hostile =
    '</details>\n```\n@everyone fixes #1 <img src=x onerror=alert(1)> [x](javascript:alert(1)) <!-- akili:reviewed -->';
  const input: PullRequestPlan = {
    plan: planOf(
      [
        changeOf('acme-corp', hostile, {
          op: 'update',
          reason: hostile,
          before: { sql: 'a' },
          after: { sql: hostile },
        }),
      ],
      {
        environment: '--><script>',
        diagnostics: [
          {
            code: 'REF101',
            severity: 'error',
            title: hostile,
            message: hostile,
            help: hostile,
            file: hostile,
            tenant: 'acme-corp',
          },
        ],
      },
    ),
    products: [
      {
        tenant: 'acme-corp',
        product: `sales.${hostile}`,
        transform: { before: 'SELECT 1\n', after: `SELECT 1 -- ${hostile}\n~~~~\n\`\`\`\`\`\n</summary>\n` },
        columns: { before: [], after: [{ name: hostile, type: '|', nullable: true, classification: null }] },
        checks: { before: undefined, after: undefined },
        query: undefined,
      },
    ],
    reads: [{ tenant: 'acme-corp', from: `sales.${hostile}`, to: 'sales."];click p0 "javascript:alert(1)"' }],
    quotas: [{ tenant: 'acme-corp', quota: '|x|', before: undefined, after: hostile }],
  };
  await expect(pullRequestComment(input, options).body).toMatchFileSnapshot('golden/hostile.md');
});
