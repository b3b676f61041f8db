import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actionWorld, transform, type ActionWorld } from './action-world.ts';
import { buildWorkspace, type BuiltWorkspace } from './run-action.ts';

let built: BuiltWorkspace;
let world: ActionWorld;
beforeAll(async () => {
  built = buildWorkspace();
  world = await actionWorld(built.home);
}, 120_000);
afterAll(async () => {
  await world.close();
  built.remove();
});

test('with a thousand tenants and one changed, only that one is a job, and only it is planned', async () => {
  const { root } = world.repository;
  const own = readFileSync(join(root, 'tenants/acme-corp/tenant.yaml'), 'utf8');
  for (let i = 0; i < 998; i++) {
    const slug = `tenant-${String(i).padStart(3, '0')}`;
    const id = `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
    const text = own.replace(/^id: \S+/m, `id: ${id}`).replace(/^slug: \S+/m, `slug: ${slug}`);
    world.repository.write({ [`tenants/${slug}/tenant.yaml`]: text });
  }
  world.repository.commit('a thousand tenants');
  world.repository.git('checkout', '-q', '-B', 'main');
  const base = world.repository.git('rev-parse', 'HEAD');
  world.repository.git('checkout', '-q', '-B', 'change');
  const before = readFileSync(join(root, transform), 'utf8');
  world.change({ [transform]: before.replace('AVG(o.amount)', 'AVG(o.amount * 2)') });
  const event = world.pullRequest();
  const checked = await world.run('check', { event, inputs: { base, 'check-runs': 'false' } });
  // Above 200 tenants a job is of a group; the group holds the one that is affected, and no other.
  expect(JSON.parse(checked.outputs['matrix'] ?? '')).toEqual([
    {
      name: expect.stringMatching(/^group-\d{3}$/) as string,
      tenants: ['acme-corp'],
      environment: expect.stringMatching(/^group-\d{3}-local$/) as string,
    },
  ]);
  const inputs = { base, tenants: checked.outputs['tenants'] ?? '', offline: 'true' };
  const planned = await world.run('plan', { event, inputs });
  expect(planned.code).toBe(0);
  const part = JSON.parse(readFileSync(join(root, '.akili/plan-parts/acme-corp.json'), 'utf8')) as {
    planned: { plan: { tenants: readonly { tenant: string }[]; changes: readonly { tenant: string }[] } };
  };
  const { tenants, changes } = part.planned.plan;
  expect(tenants.map(({ tenant }) => tenant).filter((tenant) => tenant !== 'platform')).toEqual(['acme-corp']);
  expect([...new Set(changes.map(({ tenant }) => tenant))]).toEqual(['acme-corp']);
}, 240_000);
