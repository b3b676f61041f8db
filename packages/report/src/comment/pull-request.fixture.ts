import fc from 'fast-check';
import type { Diagnostic } from '@akili/diagnostics';
import type { Change, Plan } from '@akili/plan';
import type { Op } from '@akili/resource';
import type { CommentOptions, PullRequestPlan } from './pull-request.ts';

const operations: readonly Op[] = ['create', 'update', 'replace', 'delete'];

/** A plan over these changes, with the sums that belong to them. */
export function planOf(changes: readonly Change[], over: Partial<Plan> = {}): Plan {
  const sums = (all: readonly Change[], unchanged: number): Plan['summary'] => {
    const of = (op: Op): number => all.filter((change) => change.op === op).length;
    return { create: of('create'), update: of('update'), replace: of('replace'), delete: of('delete'), unchanged };
  };
  const tenants = [...new Set(changes.map(({ tenant }) => tenant))];
  return {
    formatVersion: 1,
    digest: 'd',
    environment: 'production',
    basis: 'live',
    commit: null,
    scope: {},
    tenants: tenants.map((tenant, i) => ({
      tenant,
      tenantId: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
      inputDigest: '',
      stateSerial: 1,
      status: 'active',
      summary: sums(
        changes.filter((change) => change.tenant === tenant),
        3,
      ),
    })),
    summary: sums(changes, 3 * tenants.length),
    changes,
    isolation: { holds: true, statements: [], notProved: [], violations: [] },
    credentials: [],
    diagnostics: [],
    signature: null,
    ...over,
  };
}

export function changeOf(tenant: string, name: string, over: Partial<Change> = {}): Change {
  const address = `${tenant}/events.topic/${name}`;
  const step = { id: `${address}#1`, address, op: 'create' as const, after: [], request: {} };
  return {
    address,
    tenant,
    op: 'create',
    reason: 'not there yet',
    risk: 'safe',
    before: null,
    after: { name },
    fingerprint: 'absent',
    steps: [{ ...step, summary: `create topic ${name}`, risk: 'safe', credential: 'tenant' }],
    ...over,
  };
}

export const options: CommentOptions = { limit: 60_000, withoutLiveValues: false, marker: true };

/** Text that tries to become markup. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '```\n</details>\n@everyone #1',
    '<!-- akili:plan production -->',
    '[x](javascript:alert(1))',
    '| a | b |\n|---|---|',
    '~~~\n<script>alert(1)</script>',
    '</summary><details>',
    '😀'.repeat(40),
    'x'.repeat(5000),
  ),
);

const diagnostic: fc.Arbitrary<Diagnostic> = fc.record({
  code: fc.constantFrom('REF101', 'PLN101'),
  severity: fc.constantFrom('error', 'warning'),
  title: hostile,
  message: hostile,
  help: hostile,
  file: hostile,
});

/** Any plan of up to 40 tenants, with texts that try everything. */
export const anyPullRequest: fc.Arbitrary<PullRequestPlan> = fc
  .record({
    changes: fc.array(
      fc.record({
        tenant: fc.integer({ min: 0, max: 39 }),
        name: hostile,
        op: fc.constantFrom(...operations),
        reason: hostile,
        before: hostile,
        after: hostile,
        summary: hostile,
      }),
      { maxLength: 80 },
    ),
    diagnostics: fc.array(diagnostic, { maxLength: 40 }),
    products: fc.array(
      fc.record({
        tenant: fc.integer({ min: 0, max: 39 }).map((n) => `tenant-${n}`),
        product: hostile,
        transform: fc.record({ before: fc.option(hostile, { nil: undefined }), after: hostile }),
        columns: fc.record({
          before: fc.constant([]),
          after: fc.array(
            fc.record({ name: hostile, type: hostile, nullable: fc.boolean(), classification: fc.constant(null) }),
            {
              maxLength: 3,
            },
          ),
        }),
        checks: fc.constant({ before: [], after: [] }),
        query: fc.option(
          fc.record({
            class: fc.constantFrom('rows', 'breaking', 'added'),
            reasons: fc.array(fc.record({ class: fc.constant('rows'), message: hostile }), { maxLength: 3 }),
            reaches: fc.array(
              fc.record({ product: hostile, columns: fc.array(hostile, { maxLength: 2 }), rows: fc.boolean() }),
              { maxLength: 3 },
            ),
          }),
          { nil: undefined },
        ),
      }),
      { maxLength: 8 },
    ),
    reads: fc.array(
      fc.record({ tenant: fc.integer({ min: 0, max: 39 }).map((n) => `tenant-${n}`), from: hostile, to: hostile }),
      { maxLength: 8 },
    ),
  })
  .map(({ changes, diagnostics, products, reads }) => ({
    plan: planOf(
      changes.map(({ tenant, name, summary, ...rest }) => {
        const made = changeOf(`tenant-${tenant}`, name, rest);
        return { ...made, steps: made.steps.map((step) => ({ ...step, summary })) };
      }),
      { diagnostics },
    ),
    products,
    reads,
    quotas: [],
  }));

/** What is wrong with a text's Markdown structure; undefined when every block is closed where it was opened. */
export function brokenStructure(text: string): string | undefined {
  let fence = '';
  let folded = 0;
  for (const line of text.split('\n')) {
    const mark = /^(`{3,})[a-z]*$/.exec(line)?.[1];
    if (fence !== '') {
      if (line === fence) fence = '';
      continue;
    }
    if (mark !== undefined) {
      fence = mark;
      continue;
    }
    if (/[@#]\w/.test(line.replace(/&#\d+;/g, '·'))) return `a mention or reference: ${line}`;
    folded += (line.match(/<details/g) ?? []).length - (line.match(/<\/details>/g) ?? []).length;
    if (folded < 0) return `a details closed that was not open: ${line}`;
    const tags = line.match(/<\/?([a-z]+)[^>]*>/gi) ?? [];
    const foreign = tags.find((tag) => !/^<\/?(details|summary|code|b)>$/.test(tag));
    if (foreign !== undefined) return `markup: ${foreign}`;
  }
  if (fence !== '') return 'a fence is open';
  return folded === 0 ? undefined : 'a details is open';
}
