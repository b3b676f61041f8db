import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commentMarker } from './marker.ts';
import { anyPullRequest, brokenStructure, changeOf, options, planOf } from './pull-request.fixture.ts';
import { pullRequestComment } from './pull-request-comment.ts';
import { sizeOf } from './size.ts';
import type { PullRequestPlan } from './pull-request.ts';

const of = (plan: PullRequestPlan['plan'], over: Partial<PullRequestPlan> = {}): PullRequestPlan => ({
  plan,
  products: [],
  reads: [],
  quotas: [],
  ...over,
});
const marker = `${commentMarker('plan', 'production')}\n`;

describe('any plan, any limit', () => {
  test('stays within the limit and closes what it opens', () => {
    fc.assert(
      fc.property(
        anyPullRequest,
        fc.integer({ min: 0, max: 70_000 }),
        fc.boolean(),
        (input, limit, withoutLiveValues) => {
          const { body } = pullRequestComment(input, { ...options, limit, withoutLiveValues });
          expect(Buffer.byteLength(body)).toBeLessThanOrEqual(limit);
          const text = body.startsWith(marker) ? body.slice(marker.length) : body;
          expect(brokenStructure(text)).toBeUndefined();
          if (limit >= sizeOf(marker)) expect(body.startsWith(marker)).toBe(true);
        },
      ),
      { seed: 11, numRuns: 300 },
    );
  });

  test('what is whole does not grow with the limit', () => {
    fc.assert(
      fc.property(anyPullRequest, (input) => {
        const { body, whole } = pullRequestComment(input, { ...options, limit: 10_000_000 });
        expect(whole).toBe(true);
        expect(pullRequestComment(input, { ...options, limit: sizeOf(body) })).toEqual({ body, whole: true });
        expect(pullRequestComment(input, { ...options, limit: sizeOf(body) - 1 }).whole).toBe(false);
      }),
      { seed: 12, numRuns: 100 },
    );
  });
});

test('an empty plan is a heading and a count', () => {
  const { body } = pullRequestComment(of(planOf([])), { ...options, commit: '0123456789abcdef' });
  expect(body).toBe(
    `${marker}### Plan for <code>production</code>: no changes, 0 unchanged\n\nIsolation: proved (0 statements). Commit <code>0123456789ab</code>.\n\n0 things unchanged.\n\n`,
  );
});

test('the same change of several tenants is shown once, with a placeholder for their names', () => {
  const plan = planOf(['acme-corp', 'globex-inc'].map((tenant) => changeOf(tenant, `${tenant}.sales.data.available`)));
  const { body } = pullRequestComment(of(plan), options);
  expect(body.match(/<details>/g)).toHaveLength(1);
  expect(body).toContain('2 tenants: 1 change each');
  expect(body).toContain('The same for <code>acme-corp</code>, <code>globex-inc</code>.');
  expect(body).toContain('+ events.topic/<tenant>.sales.data.available');
});

test('a tenant that is called like a word of ours is told apart all the same', () => {
  const plan = planOf([changeOf('create', 'create.a'), changeOf('delete', 'delete.a', { op: 'delete' })]);
  expect(pullRequestComment(of(plan), options).body.match(/<details>/g)).toHaveLength(2);
});

test('without live values nothing that was observed is told', () => {
  const change = changeOf('acme-corp', 'acme-corp.a', {
    op: 'update',
    reason: 'retention 86400000 by hand',
    before: { retention: 'observed-before' },
    after: { retention: 'declared' },
    steps: changeOf('acme-corp', 'x').steps.map((step) => ({ ...step, summary: 'rewrite 4711 rows' })),
  });
  const finding = { code: 'PLN101', severity: 'warning' as const, title: 't', message: '4711 rows' };
  const { body } = pullRequestComment(of(planOf([change], { diagnostics: [finding] })), {
    ...options,
    withoutLiveValues: true,
  });
  expect(body).toContain('! ~ events.topic/acme-corp.a');
  expect(body).not.toMatch(/observed-before|4711|by hand|86400000/);
});

test('a product shows what its change means, its columns, its checks and its lines', () => {
  const column = { name: 'region', type: 'varchar', nullable: true, classification: null };
  const check = { name: 'fresh', severity: 'critical' as const, threshold: '24', sql: {} };
  const { body } = pullRequestComment(
    of(planOf([]), {
      products: [
        {
          tenant: 'acme-corp',
          product: 'sales.daily',
          transform: { before: 'SELECT 1 AS a', after: 'SELECT 2 AS a' },
          columns: { before: [column], after: [{ ...column, nullable: false }] },
          checks: { before: [check], after: [{ ...check, threshold: '48' }] },
          query: {
            class: 'rows',
            reasons: [{ class: 'rows', message: 'values of `a` may change', column: 'a' }],
            reaches: [{ product: 'sales.weekly', columns: ['a'], rows: false }],
          },
        },
      ],
      reads: [{ tenant: 'acme-corp', from: 'sales.daily', to: 'sales.weekly' }],
      quotas: [{ tenant: 'acme-corp', quota: 'topics', before: '10', after: undefined }],
    }),
    options,
  );
  expect(body.slice(body.indexOf('<details>'))).toMatchInlineSnapshot(`
    "<details><summary><code>acme-corp</code>: 1 changed product, 1 changed quota</summary>

    #### <code>sales.daily</code>

    Query: **rows**, rows or values may change.

    - values of <code>a</code> may change
    - reaches <code>sales.weekly &#40;a&#41;</code>

    |  | Column | Before | After |
    | --- | --- | --- | --- |
    | ~ | <code>region</code> | <code>varchar</code> | <code>varchar, not null</code> |

    |  | Check | Before | After |
    | --- | --- | --- | --- |
    | ~ | <code>fresh</code> | <code>critical, at most 24</code> | <code>critical, at most 48</code> |

    \`\`\`diff
    @@ -1,1 +1,1 @@
    -SELECT 1 AS a
    +SELECT 2 AS a
    \`\`\`

    | Quota | Before | After |
    | --- | --- | --- |
    | <code>topics</code> | <code>10</code> | no limit |

    \`\`\`mermaid
    flowchart LR
      p0["sales.daily"]:::changed
      p1["sales.weekly"]
      p0 --> p1
      classDef changed stroke-width:3px
    \`\`\`

    </details>

    "
  `);
});

test('what does not fit is said, with the place where it is', () => {
  const changes = Array.from({ length: 200 }, (_, i) =>
    changeOf(`tenant-${i}`, `tenant-${i}.${'x'.repeat(i)}.available`),
  );
  const { body, whole } = pullRequestComment(of(planOf(changes)), {
    ...options,
    limit: 20_000,
    moreAt: 'https://github.com/acme/data/actions/runs/1',
  });
  expect(whole).toBe(false);
  expect(body).toContain(
    '> Not everything fits into a comment: the rest is in [the summary of the run](https://github.com/acme/data/actions/runs/1).',
  );
  expect(body).toContain('and 160 more tenants.');
});
