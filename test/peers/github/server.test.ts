import { afterEach, beforeEach, expect, test } from 'vitest';
import { startGithubPeer, type GithubPeer } from './server.ts';

let peer: GithubPeer;
beforeEach(async () => {
  peer = await startGithubPeer({
    tokens: {
      bot: { login: 'github-actions[bot]', id: 41898282, type: 'Bot', mayWrite: true },
      fork: { login: 'github-actions[bot]', id: 41898282, type: 'Bot', mayWrite: false },
    },
  });
  peer.repository.pulls.push({
    number: 7,
    head: { ref: 'change', sha: 'a'.repeat(40), repository: 'acme/data' },
    base: { ref: 'main', sha: 'b'.repeat(40) },
    state: 'open',
  });
});
afterEach(() => peer.close());

async function call(method: string, path: string, body?: unknown, token = 'bot'): Promise<[number, unknown, Headers]> {
  const answer = await fetch(`${peer.url}${path}`, {
    method,
    headers: { authorization: `token ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return [answer.status, await answer.json(), answer.headers];
}

test('keeps comments and answers as described', async () => {
  expect((await call('POST', '/repos/acme/data/issues/7/comments', { body: 'hello' }))[0]).toBe(201);
  const [status, comments] = await call('GET', '/repos/acme/data/issues/7/comments');
  expect([status, (comments as { body: string }[]).map(({ body }) => body)]).toEqual([200, ['hello']]);
  expect(peer.violations).toEqual([]);
});

test.each([
  ['POST', '/repos/acme/data/check-runs', { name: 'akili' }, 'checks/create'],
  ['POST', '/repos/acme/data/issues/7/comments', { text: 'x' }, 'issues/create-comment'],
  ['GET', '/repos/acme/data/issues?stat=open', undefined, 'issues/list-for-repo'],
  ['GET', '/repos/acme/data/nowhere', undefined, 'no such operation'],
])('%s %s is told as a violation', async (method, path, body, said) => {
  expect((await call(method, path, body))[0]).toBeGreaterThanOrEqual(400);
  expect(peer.violations.join()).toContain(said);
});

test('refuses what is too long and what a fork may not', async () => {
  expect((await call('POST', '/repos/acme/data/issues/7/comments', { body: 'x'.repeat(65_537) }))[0]).toBe(422);
  expect((await call('POST', '/repos/acme/data/issues/7/comments', { body: 'x' }, 'fork'))[0]).toBe(403);
  expect((await call('POST', '/repos/acme/data/issues/7/comments', { body: 'x' }, 'nobody'))[0]).toBe(401);
});

test('gives lists in pages', async () => {
  for (let i = 0; i < 3; i++) await call('POST', '/repos/acme/data/issues/7/comments', { body: String(i) });
  const [, , headers] = await call('GET', '/repos/acme/data/issues/7/comments?per_page=2');
  expect(headers.get('link')).toContain('page=2');
});

test('checks answer as described, and take no more than 50 annotations', async () => {
  const annotation = { path: 'a', start_line: 1, end_line: 1, annotation_level: 'failure', message: 'm' };
  const check = (count: number): object => ({
    name: 'akili',
    head_sha: 'a'.repeat(40),
    output: { title: 't', summary: 's', annotations: Array.from({ length: count }, () => annotation) },
  });
  expect((await call('POST', '/repos/acme/data/check-runs', check(50)))[0]).toBe(201);
  expect(peer.violations).toEqual([]);
  expect((await call('POST', '/repos/acme/data/check-runs', check(51)))[0]).toBe(422);
  expect(peer.violations).toEqual(['checks/create: it/output/annotations must NOT have more than 50 items']);
});
