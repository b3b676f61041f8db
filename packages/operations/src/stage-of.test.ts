import type { Change, Plan } from '@akili/plan';
import { expect, it } from 'vitest';
import { stageOf } from './stage-of.ts';

const step = (credential: 'platform' | 'tenant', n: number) =>
  ({ id: `x#${n}`, credential }) as Change['steps'][number];
const change = (tenant: string, op: Change['op'], steps: Change['steps']) => ({ tenant, op, steps }) as Change;
const nothing = { create: 0, update: 0, replace: 0, delete: 0 };

it('keeps the steps of one stage, and counts the changes that have any', () => {
  const plan = {
    credentials: [],
    digest: 'sha256:1',
    changes: [
      change('acme-corp', 'create', [step('platform', 1), step('tenant', 2)]),
      change('acme-corp', 'update', [step('tenant', 3)]),
      change('globex-inc', 'delete', [step('platform', 4)]),
    ],
    tenants: [
      { tenant: 'acme-corp', summary: { ...nothing, create: 1, update: 1, unchanged: 5 } },
      { tenant: 'globex-inc', summary: { ...nothing, delete: 1, unchanged: 6 } },
    ],
    summary: { ...nothing, create: 1, update: 1, delete: 1, unchanged: 11 },
  } as unknown as Plan;
  const seen = stageOf(plan, 'platform');
  expect(seen.changes.map(({ steps }) => steps.map(({ id }) => id))).toEqual([['x#1'], ['x#4']]);
  expect(seen.summary).toEqual({ ...nothing, create: 1, delete: 1, unchanged: 11 });
  expect(seen.tenants.map(({ summary }) => summary)).toEqual([
    { ...nothing, create: 1, unchanged: 5 },
    { ...nothing, delete: 1, unchanged: 6 },
  ]);
  expect(seen.digest).toBe('sha256:1');
});
