import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test as base, vi } from 'vitest';
import { actionWorld, transform, type ActionWorld } from './action-world.ts';
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

const checksOf = ({ peer }: ActionWorld) =>
  peer.repository.checks.map(({ name, conclusion, title }) => [name, conclusion, title]);
const read = ({ repository }: ActionWorld, path: string): string => readFileSync(join(repository.root, path), 'utf8');

test('a pull request of a branch: its tenant alone is checked, with a check run, and is a job of the matrix', async ({
  world,
}) => {
  const sha = world.change({ [transform]: read(world, transform).replace('AVG(o.amount)', 'AVG(o.amount * 2)') });
  const { code, outputs, summary } = await world.run('check', { event: world.pullRequest() });
  expect([code, outputs]).toEqual([
    0,
    {
      environment: 'local',
      tenants: '["acme-corp"]',
      gone: '[]',
      'platform-tenants': '["acme-corp"]',
      matrix: '[{"name":"acme-corp","tenants":["acme-corp"],"environment":"acme-corp-local"}]',
      expect: '["platform","acme-corp"]',
      any: 'true',
      'any-platform': 'true',
      fork: 'false',
      base: world.base,
      'head-sha': sha,
      'pull-request': '7',
      'exit-code': '0',
    },
  ]);
  expect(checksOf(world)).toEqual([
    ['akili / acme-corp', 'success', '0 errors, 1 warning'],
    ['akili', 'success', '1 tenant affected, no errors'],
  ]);
  expect(world.peer.repository.checks.every(({ headSha }) => headSha === sha)).toBe(true);
  expect(summary).toContain('1 tenant, 1 product: no errors, 1 warning');
});

test('a mistake is annotated at its line and ends with 3, in a SARIF log too', async ({ world }) => {
  world.change({ [transform]: read(world, transform).replace("ref('orders')", "ref('orderz')") });
  const inputs = { 'sarif-file': 'akili.sarif', 'upload-sarif': 'true' };
  const { code, outputs } = await world.run('check', { event: world.pullRequest(), inputs });
  expect([code, outputs['exit-code']]).toEqual([3, '3']);
  const check = world.peer.repository.checks.find(({ name }) => name === 'akili / acme-corp');
  const annotation = check?.annotations.find(({ message }) => message.includes('orderz'));
  expect([check?.conclusion, annotation?.path, annotation?.annotation_level]).toEqual([
    'failure',
    transform,
    'failure',
  ]);
  expect(outputs['sarif-file']).toBe(join(world.repository.root, 'akili.sarif'));
  expect(read(world, 'akili.sarif')).toContain('"partialFingerprints"');
  expect(world.peer.repository.sarif.map(({ ref }) => ref)).toEqual(['refs/pull/7/head']);
});

test('a fork has a token that only reads: findings are annotations of the job, and nothing fails for it', async ({
  world,
}) => {
  world.change({ [transform]: read(world, transform).replace("ref('orders')", "ref('orderz')") });
  const event = world.pullRequest('mallory/data');
  const { code, outputs, stdout } = await world.run('check', { event, inputs: { 'github-token': 'fork' } });
  expect([code, outputs['fork'], checksOf(world)]).toEqual([3, 'true', []]);
  expect(stdout).toContain(`::error file=${transform},`);
  expect(stdout).toContain('::add-mask::fork');
});

test('a merge queue gets a verdict, also where nothing is affected', async ({ world }) => {
  const sha = world.change({ 'README.md': 'words\n' });
  const event = {
    name: 'merge_group',
    payload: payload('merge_group', { merge_group: { head_sha: sha, base_sha: world.base } }),
  };
  const { code, outputs } = await world.run('check', { event, ref: 'refs/heads/gh-readonly-queue/main/pr-7' });
  expect([code, outputs['any'], outputs['any-platform'], outputs['matrix'], outputs['head-sha']]).toEqual([
    0,
    'false',
    'false',
    '[]',
    sha,
  ]);
  expect(checksOf(world)).toEqual([['akili', 'success', 'Nothing is affected']]);
});

test('a first push, or one after which the commit before is gone, affects everybody', async ({ world }) => {
  const push = (before: string) => ({ name: 'push', payload: payload('push', { ref: 'refs/heads/main', before }) });
  const first = await world.run('check', { event: push('0'.repeat(40)) });
  const forced = await world.run('check', { event: push('d'.repeat(40)) });
  expect([first.outputs['tenants'], forced.outputs['tenants']]).toEqual([
    '["acme-corp","globex-inc"]',
    '["acme-corp","globex-inc"]',
  ]);
  expect(forced.stdout).toContain('::warning::The commit before this push cannot be read');
});

test('since the last apply: what a failed run left is affected again', async ({ world }) => {
  const { peer, repository, base: applied } = world;
  repository.git('checkout', '-q', 'main');
  const failed = world.change({ [transform]: read(world, transform).replace('AVG(o.amount)', 'AVG(o.amount * 2)') });
  world.change({
    'tenants/globex-inc/tenant.yaml': read(world, 'tenants/globex-inc/tenant.yaml').replace(
      /storage: \w+/,
      'storage: 600Gi',
    ),
  });
  const run = { workflow: 'akili-apply.yml', branch: 'main', event: 'push' };
  peer.repository.runs.push(
    { ...run, id: 3, conclusion: 'failure', headSha: failed },
    { ...run, id: 2, event: 'workflow_dispatch', conclusion: 'success', headSha: failed },
    { ...run, id: 1, conclusion: 'success', headSha: applied },
  );
  const event = { name: 'push', payload: payload('push', { ref: 'refs/heads/main', before: failed }) };
  const { outputs } = await world.run('check', { event, inputs: { base: 'last-apply:akili-apply.yml' } });
  expect([outputs['base'], outputs['tenants']]).toEqual([applied, '["acme-corp","globex-inc"]']);
});

test('a tenant whose folder is gone: the platform plans everything, and no job is given to it', async ({ world }) => {
  world.change({ 'tenants/globex-inc': undefined });
  const { outputs } = await world.run('check', { event: world.pullRequest() });
  expect([outputs['tenants'], outputs['gone'], outputs['platform-tenants'], outputs['any-platform']]).toEqual([
    '[]',
    '["globex-inc"]',
    '[]',
    'true',
  ]);
});

const comment = (body: string, author: string, onPull = true) => ({
  name: 'issue_comment',
  payload: payload('issue_comment', {
    action: 'created',
    issue: { number: 7, ...(onPull ? { pull_request: { url: 'https://api.example.com/pulls/7' } } : {}) },
    comment: { id: 555, body, user: { login: author } },
  }),
});

/** The comment that the events are of. */
function addComment({ peer }: ActionWorld): void {
  const author = { login: 'ada', id: 5, type: 'User' as const, mayWrite: true };
  const at = '2026-11-23T00:00:00Z';
  peer.repository.comments.push({
    id: 555,
    issue: 7,
    author,
    body: '',
    minimized: undefined,
    createdAt: at,
    updatedAt: at,
  });
}

test('a comment is acted on where its author may write, and answered with a reaction', async ({ world }) => {
  const { peer } = world;
  const sha = world.change({ 'README.md': 'words\n' });
  world.pullRequest();
  peer.repository.permissions.set('ada', 'write');
  addComment(world);
  const asked = async (body: string, author = 'ada', onPull = true) => {
    const { code, outputs } = await world.run('check', { event: comment(body, author, onPull) });
    return [code, outputs['verb'], outputs['tenants'], outputs['head-sha']];
  };
  expect(await asked('/akili plan acme-corp')).toEqual([0, 'plan', '["acme-corp"]', sha]);
  expect(await asked('/akili plan', 'mallory')).toEqual([0, '', '[]', undefined]);
  expect(await asked('/akili apply')).toEqual([0, '', '[]', undefined]);
  expect(await asked('/akili unlock acme-corp')).toEqual([0, 'unlock', '["acme-corp"]', sha]);
  expect(await asked('/akili unlock acme-corp', 'mallory')).toEqual([0, '', '[]', undefined]);
  expect(await asked('/akili dance')).toEqual([0, '', '[]', undefined]);
  expect(await asked('looks good')).toEqual([0, '', '[]', undefined]);
  expect(await asked('/akili plan', 'ada', false)).toEqual([0, '', '[]', undefined]);
  peer.repository.pulls[0]!.state = 'closed';
  peer.repository.pulls[0]!.merged = 'e'.repeat(40);
  expect(await asked('/akili apply')).toEqual([0, 'apply', '[]', sha]);
  expect(peer.repository.reactions.map(({ content }) => content)).toEqual([
    ...['eyes', '-1', '-1', 'eyes', '-1'],
    ...['confused', 'eyes'],
  ]);
});

test('nobody gets a plan with credentials of the files of a fork by a comment', async ({ world }) => {
  addComment(world);
  world.peer.repository.permissions.set('ada', 'admin');
  world.pullRequest('mallory/data');
  const { outputs } = await world.run('check', { event: comment('/akili plan', 'ada') });
  expect(outputs['verb']).toBe('');
});
