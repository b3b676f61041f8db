import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test as base, vi } from 'vitest';
import { actionWorld, transform, type ActionWorld } from './action-world.ts';
import { payload } from './payloads.ts';
import { buildWorkspace, type ActionResult, type BuiltWorkspace } from './run-action.ts';

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
const doubled = (world: ActionWorld) => ({
  [transform]: read(world, transform).replace('AVG(o.amount)', 'AVG(o.amount * 2)'),
});
const parts = '.akili/plan-parts';
const collect = { collect: parts, environment: 'local' };
const bodies = ({ peer }: ActionWorld): string[] => peer.repository.comments.map(({ body }) => body);

/** Parts that a run of another workflow left: of a fork, so anybody may have written them. */
function workflowRun(world: ActionWorld, sha: string) {
  const run = {
    head_sha: sha,
    head_branch: 'change',
    event: 'pull_request',
    head_repository: { owner: { login: 'mallory' }, full_name: 'mallory/data' },
  };
  return { name: 'workflow_run', payload: payload('workflow_run', { action: 'completed', workflow_run: run }) };
}

async function planOffline(world: ActionWorld, event = world.pullRequest()): Promise<ActionResult> {
  return await world.run('plan', { event, inputs: { tenants: 'acme-corp', offline: 'true' } });
}

test('two jobs leave their parts, and one job keeps one comment of both', async ({ world }) => {
  const sha = world.change({
    ...doubled(world),
    'tenants/globex-inc/tenant.yaml': read(world, 'tenants/globex-inc/tenant.yaml').replace(
      /storage: \w+/,
      'storage: 600Gi',
    ),
  });
  const event = world.pullRequest();
  const first = await planOffline(world, event);
  const second = await world.run('plan', { event, inputs: { tenants: '["globex-inc"]', offline: 'true' } });
  expect([first.code, first.outputs['name'], second.code, second.outputs['name']]).toEqual([
    0,
    'acme-corp',
    0,
    'globex-inc',
  ]);
  const inputs = { ...collect, expect: '["acme-corp","globex-inc"]' };
  const collected = await world.run('plan', { event, inputs });
  expect([collected.code, collected.outputs['whole']]).toEqual([0, 'true']);
  const [body = ''] = bodies(world);
  expect(body.split('\n').slice(0, 3)).toEqual([
    '<!-- akili:plan local -->',
    expect.stringMatching(new RegExp(`^<!-- akili:reviewed ${sha} outline (acme-corp=[\\w.]*/[\\w.]{16})? ?-->$`)),
    expect.stringContaining('### Plan for <code>local</code>'),
  ]);
  expect(body).toContain('AVG(o.amount * 2)');
  expect(body).toContain('<code>600Gi</code>');
  await world.run('plan', { event, inputs });
  expect(bodies(world)).toEqual([body]);
});

test('a job that left no part is told, and fails the one that collects', async ({ world }) => {
  world.change(doubled(world));
  const event = world.pullRequest();
  await planOffline(world, event);
  const { code } = await world.run('plan', { event, inputs: { ...collect, expect: '["acme-corp","globex-inc"]' } });
  expect(code).toBe(1);
  expect(bodies(world)[0]).toContain('> **No plan arrived of** <code>globex-inc</code>: see the jobs of the run.');
});

test('a repository with errors has a comment that says so', async ({ world }) => {
  world.change({ [transform]: read(world, transform).replace("ref('orders')", "ref('orderz')") });
  const event = world.pullRequest();
  const planned = await planOffline(world, event);
  const { code } = await world.run('plan', { event, inputs: collect });
  expect([planned.code, code]).toEqual([3, 1]);
  expect(bodies(world)[0]).toContain('> **No plan could be made for** <code>acme-corp</code>.');
  expect(bodies(world)[0]).toContain('REF101');
});

test.for([
  ['an answer of 502', 'issues/create-comment', { kind: 'status', status: 502 }, 9],
  ['a secondary limit', 'issues/create-comment', { kind: 'secondaryLimit', retryAfter: 1 }, 1],
  ['a slow answer', 'issues/list-comments', { kind: 'slow', milliseconds: 1500 }, 1],
  ['a lost answer', 'issues/create-comment', { kind: 'doneButLost' }, 9],
] as const)('%s of GitHub never fails a plan', async ([, operation, how, times], { world }) => {
  world.change(doubled(world));
  const event = world.pullRequest();
  await planOffline(world, event);
  world.peer.misbehave(operation, how, times);
  const { code, summary, outputs } = await world.run('plan', { event, inputs: collect });
  expect(code).toBe(0);
  expect(summary).toContain('### Plan for <code>local</code>');
  expect(outputs['comment-url'] === '').toBe(times === 9);
});

test('without live values a part holds nothing that was read from an engine', async ({ world }) => {
  world.change(doubled(world));
  const event = world.pullRequest();
  await world.run('plan', { event, inputs: { tenants: 'acme-corp', 'without-live-values': 'true' } });
  const part = JSON.parse(read(world, `${parts}/acme-corp.json`)) as {
    planned: {
      plan: {
        changes: readonly {
          before: unknown;
          after: unknown;
          reason: string;
          steps: readonly { summary: string; request: unknown }[];
        }[];
      };
    };
  };
  const { changes } = part.planned.plan;
  expect(changes.length).toBeGreaterThan(0);
  expect(
    changes.every(
      ({ before, after, reason, steps }) =>
        before === null &&
        after === null &&
        reason === '' &&
        steps.every(({ summary, request }) => summary === '' && request === null),
    ),
  ).toBe(true);
  const { code } = await world.run('plan', { event, inputs: collect });
  expect(code).toBe(0);
  expect(bodies(world)[0]).toMatch(/^<!-- akili:plan local -->\n<!-- akili:reviewed [0-9a-f]{40} outline acme-corp=/);
});

test("a fork's plan is told by a second workflow, on the pull request that GitHub knows by its head", async ({
  world,
}) => {
  const sha = world.change(doubled(world));
  const event = world.pullRequest('mallory/data');
  const planned = await world.run('plan', {
    event,
    inputs: { tenants: 'acme-corp', offline: 'true', 'github-token': 'fork' },
  });
  expect(planned.code).toBe(0);
  const { code } = await world.run('plan', { event: workflowRun(world, sha), inputs: collect });
  expect(code).toBe(0);
  expect(world.peer.repository.comments.map(({ issue }) => issue)).toEqual([7]);
});

test('a head that no open pull request has is nobody to be told', async ({ world }) => {
  world.change(doubled(world));
  await planOffline(world, world.pullRequest('mallory/data'));
  const { code } = await world.run('plan', { event: workflowRun(world, 'd'.repeat(40)), inputs: collect });
  expect([code, bodies(world)]).toEqual([0, []]);
});

test('a hostile artifact is refused, part by part, and nothing of it is shown', async ({ world }) => {
  const sha = world.change(doubled(world));
  const event = world.pullRequest('mallory/data');
  await planOffline(world, event);
  const good = read(world, `${parts}/acme-corp.json`);
  const write = (name: string, text: string): void => writeFileSync(join(world.repository.root, parts, name), text);
  const bad = (name: string, change: (part: Record<string, unknown>) => Record<string, unknown>): void =>
    write(`${name}.json`, JSON.stringify(change(JSON.parse(good) as Record<string, unknown>)));
  bad('other-pull', (part) => ({ ...part, name: 'other-pull', pullRequest: 1 }));
  bad('other-commit', (part) => ({ ...part, name: 'other-commit', headSha: 'e'.repeat(40) }));
  bad('same-name', (part) => part);
  bad('bad-name', (part) => ({ ...part, name: '../../@everyone <img src=x>' }));
  write('deep.json', '['.repeat(200_000));
  write('words.json', '@everyone <script>alert(1)</script>');
  write('huge.json', `${' '.repeat(33 * 1024 * 1024)}{}`);
  symlinkSync('/etc/passwd', join(world.repository.root, parts, 'link.json'));
  mkdirSync(join(world.repository.root, parts, 'a/b/c/d/e/f'), { recursive: true });
  const tampered = JSON.parse(good) as { planned: { plan: { environment: string } } };
  tampered.planned.plan.environment = 'production';
  write('tampered.json', JSON.stringify({ ...tampered, name: 'tampered' }));
  const { code, stdout } = await world.run('plan', { event: workflowRun(world, sha), inputs: collect });
  expect(code).toBe(1);
  const problems = [...stdout.matchAll(/::warning::A part of the plan was not read \((.*?)\): (.*)\./g)].map(
    ([, path, problem]) => `${path}: ${problem}`,
  );
  expect(problems).toEqual([
    'bad-name.json: it has not the shape of a part at name',
    'deep.json: it is nested deeper than 100 levels',
    'huge.json: it is too large',
    'other-commit.json: it is of another commit',
    'other-pull.json: it has not the shape of a part at pullRequest',
    'same-name.json: another part has the same name',
    'tampered.json: the plan in it cannot be read',
    'words.json: it is not JSON',
  ]);
  const [body = ''] = bodies(world);
  expect(body).toContain('> 8 of the parts could not be trusted and were left out.');
  expect(body).not.toMatch(/everyone|script|img/);
});

test('a branch is pushed to while a plan after a comment is made: the plan is told nobody', async ({ world }) => {
  const sha = world.change(doubled(world));
  world.pullRequest();
  const event = { name: 'issue_comment', payload: payload('issue_comment', { issue: { number: 7 } }) };
  const inputs = { tenants: 'acme-corp', offline: 'true', base: world.base, 'head-sha': sha, 'pull-request': '7' };
  expect((await world.run('plan', { event, inputs })).code).toBe(0);
  await world.run('plan', { event, inputs: { ...collect, 'head-sha': sha } });
  expect(bodies(world)).toHaveLength(1);
  world.peer.repository.comments.splice(0);
  world.peer.repository.pulls[0] = {
    ...world.peer.repository.pulls[0]!,
    head: { ref: 'change', sha: 'f'.repeat(40), repository: 'acme/data' },
  };
  await world.run('plan', { event, inputs: { ...collect, 'head-sha': sha } });
  expect(bodies(world)).toEqual([]);
});
