import { describe, expect, test as base } from 'vitest';
import {
  attempt,
  keepComment,
  keepDriftIssues,
  mayCommand,
  openGithub,
  pullOfHead,
  reportCheck,
  uploadSarif,
  type Github,
} from '@akili/github';
import type { Diagnostic } from '@akili/diagnostics';
import { startGithubPeer, type GithubPeer } from '../peers/github/server.ts';
import type { Caller } from '../peers/github/state.ts';

const bot: Caller = { login: 'github-actions[bot]', id: 41898282, type: 'Bot', mayWrite: true };
const stranger: Caller = { login: 'mallory', id: 666, type: 'User', mayWrite: true };
const head = 'a'.repeat(40);
const marker = '<!-- akili:plan production -->';

interface World {
  readonly peer: GithubPeer;
  readonly github: Github;
  /** What was logged. */
  readonly said: string[];
  readonly open: (token: string) => Promise<Github>;
}

/** Each test has a peer of its own, and all run side by side: calls that write are a second apart. */
const test = base.extend<{ world: World }>({
  world: async ({}, use) => {
    const said: string[] = [];
    const peer = await startGithubPeer({
      tokens: { bot, stranger, fork: { ...bot, mayWrite: false } },
      longestPage: 2,
      prefix: '/api/v3',
    });
    peer.repository.pulls.push({
      number: 7,
      head: { ref: 'change', sha: head, repository: 'acme/data' },
      base: { ref: 'main', sha: 'b'.repeat(40) },
      state: 'open',
    });
    const open = (token: string): Promise<Github> =>
      openGithub({ token, apiUrl: peer.url, repository: 'acme/data', log: (line) => said.push(line) });
    await use({ peer, github: await open('bot'), said, open });
    await peer.close();
    expect(peer.violations).toEqual([]);
  },
});

const bodies = ({ peer }: World): string[] => peer.repository.comments.map(({ body }) => body);
const callsOf = ({ peer }: World, operation: string): number =>
  peer.calls.filter((call) => call.operation === operation).length;

describe.concurrent('one comment a pull request', () => {
  test.concurrent('is written, updated in place, and left alone when it says the same', async ({ world }) => {
    const { github } = world;
    expect((await keepComment(github, 7, marker, `${marker}\nfirst`)).did).toBe('created');
    expect((await keepComment(github, 7, marker, `${marker}\nsecond`)).did).toBe('updated');
    expect((await keepComment(github, 7, marker, `${marker}\nsecond`)).did).toBe('left');
    expect(bodies(world)).toEqual([`${marker}\nsecond`]);
    expect(callsOf(world, 'issues/update-comment')).toBe(1);
  });

  test.concurrent("somebody else's comment with the marker is neither trusted nor touched", async ({ world }) => {
    const { github, open } = world;
    const planted = await open('stranger');
    const { owner, repo } = planted.repository;
    await planted.rest.issues.createComment({ owner, repo, issue_number: 7, body: `${marker}\nall is well` });
    expect((await keepComment(github, 7, marker, `${marker}\nreal`)).did).toBe('created');
    expect(bodies(world)).toEqual([`${marker}\nall is well`, `${marker}\nreal`]);
  });

  test.concurrent('is found behind many others, page after page', async ({ world }) => {
    const { peer, github } = world;
    await keepComment(github, 7, marker, `${marker}\nfirst`);
    const [own] = peer.repository.comments.splice(0);
    for (let i = 0; i < 5; i++)
      peer.repository.comments.push({ ...own!, id: i + 1, body: `chat ${i}`, author: stranger });
    peer.repository.comments.push(own!);
    expect((await keepComment(github, 7, marker, `${marker}\nsecond`)).did).toBe('updated');
  });

  test.concurrent('of two that two jobs wrote, the newest stays and the other is folded away', async ({ world }) => {
    const { peer, github } = world;
    await keepComment(github, 7, marker, `${marker}\nfirst`);
    peer.repository.comments.push({ ...peer.repository.comments[0]!, id: 999 });
    await keepComment(github, 7, marker, `${marker}\nsecond`);
    expect(peer.repository.comments.map(({ body, minimized }) => [body, minimized])).toEqual([
      [`${marker}\nfirst`, 'OUTDATED'],
      [`${marker}\nsecond`, undefined],
    ]);
  });

  test.concurrent('the newest is the one that was made last, in whatever order they are listed', async ({ world }) => {
    const { peer, github } = world;
    await keepComment(github, 7, marker, `${marker}\nfirst`);
    peer.repository.comments.unshift({ ...peer.repository.comments[0]!, id: 999 });
    await keepComment(github, 7, marker, `${marker}\nsecond`);
    expect(peer.repository.comments.map(({ id, body, minimized }) => [id === 999, body, minimized])).toEqual([
      [true, `${marker}\nsecond`, undefined],
      [false, `${marker}\nfirst`, 'OUTDATED'],
    ]);
  });

  test.concurrent(
    'a list that is old when it arrives makes a second comment, which the next run mends',
    async ({ world }) => {
      const { peer, github, open } = world;
      peer.misbehave('issues/list-comments', { kind: 'late', milliseconds: 3000 });
      const late = keepComment(github, 7, marker, `${marker}\nlate`);
      await expect.poll(() => callsOf(world, 'issues/list-comments'), { timeout: 10_000 }).toBe(1);
      await keepComment(await open('bot'), 7, marker, `${marker}\nother`);
      expect((await late).did).toBe('created');
      expect((await keepComment(github, 7, marker, `${marker}\nlast`)).did).toBe('updated');
      expect(peer.repository.comments.map(({ body, minimized }) => [body, minimized])).toEqual([
        [`${marker}\nother`, 'OUTDATED'],
        [`${marker}\nlast`, undefined],
      ]);
    },
  );

  test.concurrent('a comment of another environment is another comment', async ({ world }) => {
    const { github } = world;
    await keepComment(github, 7, marker, `${marker}\nfirst`);
    const staging = '<!-- akili:plan staging -->';
    expect((await keepComment(github, 7, staging, `${staging}\nfirst`)).did).toBe('created');
  });
});

describe.concurrent('when GitHub does not do as it should', () => {
  test.concurrent('an answer of 502 is asked for again', async ({ world }) => {
    const { peer, github } = world;
    peer.misbehave('issues/list-comments', { kind: 'status', status: 502 });
    expect((await keepComment(github, 7, marker, `${marker}\nfirst`)).did).toBe('created');
    expect(callsOf(world, 'issues/list-comments')).toBe(2);
  });

  test.concurrent('a secondary limit is waited for, and said', async ({ world }) => {
    const { peer, github, said } = world;
    peer.misbehave('issues/create-comment', { kind: 'secondaryLimit', retryAfter: 1 });
    expect((await keepComment(github, 7, marker, `${marker}\nfirst`)).did).toBe('created');
    expect(said.join()).toContain('the secondary rate limit of GitHub');
  });

  test.concurrent('a comment that was written though the answer was lost is found the next time', async ({ world }) => {
    const { peer, github } = world;
    peer.misbehave('issues/create-comment', { kind: 'doneButLost' }, 1);
    await attempt(github, 'the comment', () => keepComment(github, 7, marker, `${marker}\nfirst`));
    await keepComment(github, 7, marker, `${marker}\nfirst`);
    expect(peer.repository.comments.filter(({ minimized }) => minimized === undefined)).toHaveLength(1);
  });

  test.concurrent('a token of a fork may not write: said, and nothing fails', async ({ world }) => {
    const { said, open } = world;
    const fork = await open('fork');
    expect(await attempt(fork, 'the comment', () => keepComment(fork, 7, marker, `${marker}\nx`))).toBeUndefined();
    expect(said).toEqual([
      'the comment failed: the token may not do this; a pull request of a fork has a token that only reads, other jobs need the permission in their workflow',
    ]);
  });
});

const finding = (i: number): Diagnostic => ({
  code: 'REF101',
  severity: 'error',
  title: 'Unknown input',
  message: `finding ${i}`,
  file: 'tenants/acme-corp/products/p/transform.sql',
  range: { start: { line: i + 1, column: 3 }, end: { line: i + 1, column: 9 } },
});

test.concurrent('a check carries every annotation, 50 at a time, and is done with the last', async ({ world }) => {
  const { peer, github } = world;
  const diagnostics = Array.from({ length: 120 }, (_, i) => finding(i));
  await reportCheck(github, {
    name: 'akili / acme-corp',
    headSha: head,
    conclusion: 'failure',
    title: '120 errors',
    summary: 's',
    diagnostics,
  });
  const [check] = peer.repository.checks;
  expect(check?.annotations.map(({ message }) => message)).toEqual(diagnostics.map(({ message }) => message));
  expect([check?.status, check?.conclusion]).toEqual(['completed', 'failure']);
  expect(peer.calls.map(({ operation, body }) => [operation, (body as { status: string }).status])).toEqual([
    ['checks/create', 'in_progress'],
    ['checks/update', 'in_progress'],
    ['checks/update', 'completed'],
  ]);
});

test.concurrent('a check without a finding reports all the same', async ({ world }) => {
  const { peer, github } = world;
  await reportCheck(github, {
    name: 'akili',
    headSha: head,
    conclusion: 'success',
    title: 'Nothing is affected',
    summary: '',
    diagnostics: [],
  });
  expect(peer.repository.checks.map(({ status, conclusion }) => [status, conclusion])).toEqual([
    ['completed', 'success'],
  ]);
});

describe.concurrent('drift', () => {
  const issue = (body: string | undefined) => ({
    tenant: 'acme-corp',
    title: 'Drift of acme-corp',
    marker: '<!-- m -->',
    body,
  });

  test.concurrent('has one issue a tenant: opened, updated, left, closed', async ({ world }) => {
    const { peer, github } = world;
    const dids = [];
    for (const body of ['<!-- m -->\n1', '<!-- m -->\n2', '<!-- m -->\n2', undefined, undefined])
      dids.push((await keepDriftIssues(github, [issue(body)]))[0]?.did);
    expect(dids).toEqual(['opened', 'updated', 'left', 'closed', 'left']);
    expect(peer.repository.issues.map(({ state }) => state)).toEqual(['closed']);
  });

  test.concurrent("a stranger's issue with the marker is left alone", async ({ world }) => {
    const { peer, github, open } = world;
    const planted = await open('stranger');
    await keepDriftIssues(planted, [issue('<!-- m -->\nplanted')]);
    expect((await keepDriftIssues(github, [issue(undefined)]))[0]?.did).toBe('left');
    expect(peer.repository.issues[0]?.state).toBe('open');
  });
});

test.concurrent.for([
  ['admin', true],
  ['maintain', true],
  ['write', true],
  ['triage', false],
  ['read', false],
] as const)('somebody with %s may command: %s', async ([role, may], { world }) => {
  const { peer, github } = world;
  peer.repository.permissions.set('ada', role);
  expect(await mayCommand(github, 'ada')).toBe(may);
});

test.concurrent('a stranger may not command', async ({ world }) => {
  const { github } = world;
  expect(await mayCommand(github, 'mallory')).toBe(false);
});

test.concurrent('the pull request of a run is the one that GitHub knows by its head', async ({ world }) => {
  const { peer, github } = world;
  peer.repository.pulls.push({
    number: 8,
    head: { ref: 'change', sha: 'c'.repeat(40), repository: 'mallory/data' },
    base: { ref: 'main', sha: 'b'.repeat(40) },
    state: 'open',
  });
  expect(await pullOfHead(github, 'c'.repeat(40), 'mallory:change')).toEqual({
    number: 8,
    headSha: 'c'.repeat(40),
    baseSha: 'b'.repeat(40),
    fork: true,
  });
  expect(await pullOfHead(github, 'd'.repeat(40), 'mallory:change')).toBeUndefined();
});

test.concurrent('a SARIF log is uploaded as GitHub takes it', async ({ world }) => {
  const { peer, github } = world;
  expect(await uploadSarif(github, { commit: head, ref: 'refs/pull/7/merge', sarif: '{"runs":[]}' })).toBe(true);
  expect(peer.repository.sarif).toHaveLength(1);
});
