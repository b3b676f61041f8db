import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test as base, vi } from 'vitest';
import { actionWorld, mallory, transform, type ActionWorld } from './action-world.ts';
import { payload } from './payloads.ts';
import { buildWorkspace, type BuiltWorkspace } from './run-action.ts';

// Each step is a process of its own, and writes to GitHub are a second apart.
vi.setConfig({ testTimeout: 240_000 });

let built: BuiltWorkspace;
beforeAll(() => {
  built = buildWorkspace();
});
afterAll(() => built.remove());

const test = base.extend<{ world: ActionWorld }>({
  world: async ({}, use) => {
    const world = await actionWorld(built.home);
    await use(world);
    await world.close();
    expect(world.peer.violations).toEqual([]);
  },
});

const read = ({ repository }: ActionWorld, path: string): string => readFileSync(join(repository.root, path), 'utf8');
const collect = { collect: '.akili/plan-parts', environment: 'local' };

/** Plans the pull request live, shows it, and merges it: HEAD is the merge commit on `main`. */
async function reviewAndMerge(world: ActionWorld): Promise<string> {
  const { peer, repository } = world;
  world.change({ [transform]: read(world, transform).replace('AVG(o.amount)', 'AVG(o.amount * 2)') });
  const event = world.pullRequest();
  for (const stage of ['platform', 'tenant']) {
    const name = stage === 'platform' ? 'platform' : 'acme-corp';
    expect((await world.run('plan', { event, inputs: { tenants: 'acme-corp', stage, name } })).code).toBe(0);
  }
  expect((await world.run('plan', { event, inputs: { ...collect, expect: 'platform acme-corp' } })).code).toBe(0);
  expect(peer.repository.comments[0]?.body).toMatch(
    /\n<!-- akili:reviewed [0-9a-f]{40} full acme-corp=[\w.]{16}\/[\w.]{16} platform=/,
  );
  repository.git('checkout', '-q', 'main');
  repository.git('merge', '-q', '--no-ff', '-m', 'Merge pull request #7', 'change');
  const merged = repository.git('rev-parse', 'HEAD');
  Object.assign(peer.repository.pulls[0]!, { state: 'closed', merged });
  peer.repository.branches.set('main', merged);
  return merged;
}

const push = ({ base: before }: ActionWorld) => ({
  name: 'push',
  payload: payload('push', { ref: 'refs/heads/main', before, repository: { default_branch: 'main' } }),
});
const tenant = { tenants: 'acme-corp' };

test('what was reviewed is applied, the platform first and then the tenant; a second run has nothing to do', async ({
  world,
}) => {
  await reviewAndMerge(world);
  const event = push(world);
  const platform = await world.run('apply', { event, inputs: { ...tenant, stage: 'platform' } });
  expect([platform.code, platform.outputs['applied'], platform.outputs['failed']]).toEqual([0, '2', '0']);
  const own = await world.run('apply', { event, inputs: { ...tenant, stage: 'tenant' } });
  expect([own.code, own.outputs['failed'], own.outputs['pending']]).toEqual([0, '0', '0']);
  expect(Number(own.outputs['applied'])).toBeGreaterThan(5);
  const again = await world.run('apply', { event, inputs: tenant });
  expect([again.code, again.outputs['applied']]).toEqual([0, '0']);
});

test('what nobody saw is not applied: the branch holds more than the pull request showed', async ({ world }) => {
  await reviewAndMerge(world);
  const sneaked = world.change({
    [transform]: read(world, transform).replace('AVG(o.amount * 2)', 'AVG(o.amount * 3)'),
  });
  world.peer.repository.branches.set('main', sneaked);
  const { code, outputs, stdout } = await world.run('apply', { event: push(world), inputs: tenant });
  expect([code, outputs['applied'], outputs['exit-code']]).toEqual([5, '0', '5']);
  expect(stdout).toContain('::error::What would be done is not what was reviewed, for acme-corp (compared with #7).');
  const allowed = await world.run('apply', { event: push(world), inputs: { ...tenant, 'require-review': 'false' } });
  expect(allowed.code).toBe(0);
});

test('a commit that is not the newest of its branch is not applied', async ({ world }) => {
  await reviewAndMerge(world);
  world.peer.repository.branches.set('main', 'd'.repeat(40));
  const { code, stdout } = await world.run('apply', { event: push(world), inputs: tenant });
  expect(code).toBe(5);
  expect(stdout).toMatch(
    /::error::The commit that is checked out \([0-9a-f]{12}\) is not the newest of main \(dddddddddddd\)\./,
  );
});

test.for([
  [
    'a comment that somebody else wrote',
    (world: ActionWorld) =>
      world.peer.repository.comments.splice(0, 1, { ...world.peer.repository.comments[0]!, author: mallory }),
  ],
  [
    'a comment that somebody else edited',
    (world: ActionWorld) => Object.assign(world.peer.repository.comments[0]!, { editor: 'mallory' }),
  ],
  [
    'a review of another commit',
    (world: ActionWorld) =>
      Object.assign(world.peer.repository.pulls[0]!, {
        head: { ref: 'change', sha: 'c'.repeat(40), repository: 'acme/data' },
      }),
  ],
  ['a pull request that was not merged', (world: ActionWorld) => delete world.peer.repository.pulls[0]!.merged],
] as const)('%s is no review', async ([, spoil], { world }) => {
  await reviewAndMerge(world);
  spoil(world);
  const { code, stdout } = await world.run('apply', { event: push(world), inputs: tenant });
  expect(code).toBe(5);
  expect(stdout).toContain('no merged pull request with a comment of ours was found');
});

test('drift has one issue a tenant, which is closed when there is none any more', async ({ world }) => {
  const event = { name: 'schedule', payload: {} };
  const first = await world.run('drift', { event });
  expect([first.code, first.outputs['drifted'], first.outputs['any']]).toEqual([
    0,
    '["acme-corp","globex-inc","platform"]',
    'true',
  ]);
  const issues = (): unknown => world.peer.repository.issues.map(({ title, state }) => [title, state]);
  expect(issues()).toEqual([
    ['Drift of platform in local', 'open'],
    ['Drift of acme-corp in local', 'open'],
    ['Drift of globex-inc in local', 'open'],
  ]);
  const failing = await world.run('drift', { event, inputs: { 'fail-on-drift': 'true', issues: 'false' } });
  expect(failing.code).toBe(2);
  world.peer.repository.branches.set('main', world.repository.git('rev-parse', 'HEAD'));
  expect((await world.run('apply', { event, inputs: { 'require-review': 'false', branch: 'main' } })).code).toBe(0);
  const last = await world.run('drift', { event });
  expect([last.code, last.outputs['drifted']]).toEqual([0, '[]']);
  expect(world.peer.repository.issues.every(({ state }) => state === 'closed')).toBe(true);
});

test('isolation is proved without a token', async ({ world }) => {
  const { code, outputs, summary } = await world.run('isolation', {
    event: { name: 'push', payload: {} },
    inputs: { 'github-token': '' },
  });
  expect([code, outputs['holds'], outputs['verified']]).toEqual([0, 'true', undefined]);
  expect(Number(outputs['statements'])).toBeGreaterThan(0);
  expect(summary.length).toBeGreaterThan(0);
});

test('isolation is tried on the engines where that is asked for', async ({ world }) => {
  const event = { name: 'push', payload: {} };
  world.peer.repository.branches.set('main', world.repository.git('rev-parse', 'HEAD'));
  expect((await world.run('apply', { event, inputs: { 'require-review': 'false', branch: 'main' } })).code).toBe(0);
  const { code, outputs, summary } = await world.run('isolation', {
    event,
    inputs: { 'github-token': '', verify: 'true' },
  });
  expect([code, outputs['holds'], outputs['verified']]).toEqual([0, 'true', 'true']);
  expect(Number(outputs['attempts'])).toBeGreaterThanOrEqual(0);
  expect(summary).toContain('Isolation');
});

test('a lease in a directory frees itself: unlock says so, and whose tenant it is has to be said', async ({
  world,
}) => {
  const event = { name: 'workflow_dispatch', payload: {} };
  const { code, outputs, summary } = await world.run('unlock', { event, inputs: { tenants: '["acme-corp"]' } });
  expect([code, outputs]).toEqual([0, { unlocked: '[]', 'exit-code': '0' }]);
  expect(summary).toContain('free');
  const nobody = await world.run('unlock', { event, inputs: { tenants: '' } });
  expect([nobody.code, nobody.stdout]).toEqual([1, expect.stringContaining('has to name a tenant')]);
});
