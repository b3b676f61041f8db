import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { redpandaUsers } from './redpanda-users.ts';

// The admin API's users, as Redpanda's documentation describes them: a list of names, and one resource a user.
const users = new Map<string, unknown>();
const asked: string[] = [];
let address = '';
const server = createServer((request, response) => {
  void answer(request).then(({ status, body }) => response.writeHead(status).end(JSON.stringify(body)));
});

async function answer(request: IncomingMessage): Promise<{ readonly status: number; readonly body: unknown }> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  asked.push(`${request.method} ${request.url}`);
  if (request.headers.authorization !== `Basic ${Buffer.from('admin:secret').toString('base64')}`)
    return { status: 401, body: { message: `no: ${String(request.headers.authorization)}` } };
  if (request.method === 'GET') return { status: 200, body: [...users.keys()] };
  if (request.method === 'DELETE')
    return { status: users.delete(decodeURIComponent(request.url!.split('/').at(-1)!)) ? 200 : 404, body: {} };
  const { username, ...rest } = JSON.parse(text) as { username: string };
  users.set(username, rest);
  return { status: 200, body: {} };
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const admin = () => redpandaUsers({ address, login: { username: 'admin', password: 'secret' }, timeoutMs: 2_000 });

test('a login is made, set again, listed by name alone, and deleted', async () => {
  const login = { user: 'tenant-acme-corp', password: 'one', mechanism: 'SCRAM-SHA-256', iterations: 8192 } as const;
  await admin().setUser(login);
  await admin().setUser({ ...login, password: 'two' });
  expect([...users]).toEqual([['tenant-acme-corp', { password: 'two', algorithm: 'SCRAM-SHA-256' }]]);
  expect(await admin().users()).toEqual({ value: [{ user: 'tenant-acme-corp', credentials: undefined }] });
  await admin().deleteUser('tenant-acme-corp');
  await admin().deleteUser('tenant-acme-corp');
  expect(users.size).toBe(0);
  expect(asked.filter((one) => !one.startsWith('GET'))).toEqual([
    'POST /v1/security/users',
    'PUT /v1/security/users/tenant-acme-corp',
    'DELETE /v1/security/users/tenant-acme-corp',
  ]);
});

test('a refusal repeats no secret', async () => {
  const wrong = redpandaUsers({ address, login: { username: 'admin', password: 'wrong-one' }, timeoutMs: 2_000 });
  const basic = Buffer.from('admin:wrong-one').toString('base64');
  const error = (await wrong.users().catch((reason: unknown) => reason)) as Error;
  expect(error.message).toMatch(/^Redpanda's admin API at 127\.0\.0\.1:\d+, GET: 401 /);
  expect(error.message).not.toContain(basic);
});

test('passwords go nowhere in the clear', async () => {
  const far = redpandaUsers({
    address: 'http://rp.example.com:9644',
    login: { username: 'a', password: 'b' },
    timeoutMs: 1,
  });
  await expect(far.users()).rejects.toThrow('events.admin must be an https address: passwords go over it');
});
