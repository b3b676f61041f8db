import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FindingError, secretNotSet } from '@akili/diagnostics';
import { EngineError, type DriverContext } from '@akili/resource';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dagsterCompute } from './driver.ts';
import { acme, contextFor } from './testing/dagster-samples.ts';
import { fakeDagster, type FakeDagster } from './testing/fake-dagster.ts';

let directory: string;
let fake: FakeDagster;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'akili-dagster-'));
  fake = await fakeDagster(directory, ['acme-corp']);
});
afterEach(async () => {
  await fake.close();
  rmSync(directory, { recursive: true });
});

const tenant = { slug: acme.slug, id: acme.id };
const { signal } = new AbortController();

async function inventory(change: object = {}, context: Partial<DriverContext> = {}): Promise<unknown> {
  const given = contextFor(directory, { directory, url: fake.url, ...change });
  const connection = await dagsterCompute.connect({ ...given, ...context });
  try {
    return await connection.inventory(tenant, signal).catch((error: unknown) => error);
  } finally {
    await connection.close();
  }
}

test('an inventory is one question, with the tenant’s token', async () => {
  expect(await inventory()).toEqual([]);
  expect(fake.asked).toEqual(['AkiliLocation']);
  expect(fake.header('authorization')).toBe('Bearer token of acme-corp');
});

test('a header of another name carries the token alone', async () => {
  await inventory({ header: 'Dagster-Cloud-Api-Token' });
  expect(fake.header('dagster-cloud-api-token')).toBe('token of acme-corp');
  expect(fake.header('authorization')).toBeUndefined();
});

test('where a proxy alone decides, no secret is asked for', async () => {
  const secret = () => Promise.reject(new Error('a secret was asked for'));
  expect(await inventory({ auth: 'none' }, { secret })).toEqual([]);
});

test('reading goes with the platform’s token where a process has no other; steps do not', async () => {
  const given = contextFor(directory, { directory, url: fake.url });
  const binding = { ...given.binding, credentials: 'env:AKILI_PLATFORM__COMPUTE' };
  const environment = { ...given.environment, engines: { ...given.environment.engines, compute: binding } };
  const missing = new FindingError(
    secretNotSet.at(undefined, { reference: 'env:AKILI_ACME_CORP__COMPUTE', expected: '{}' }),
  );
  const secret: DriverContext['secret'] = (slug) =>
    slug === 'platform' ? Promise.resolve({ token: "the platform's" }) : Promise.reject(missing);
  expect(await inventory({}, { binding, environment, secret })).toEqual([]);
  expect(fake.header('authorization')).toBe("Bearer the platform's");
  const connection = await dagsterCompute.connect({ ...given, binding, environment, secret });
  await expect(connection.session(tenant, 'tenant')).rejects.toBe(missing);
  await connection.close();
});

test.each([
  [401, 'Dagster refused the token (401); its secret holds `{ "token": "..." }`.', false],
  [502, 'Dagster answered 502.', true],
  [404, 'Dagster answered 404.', false],
  [{ errors: [{ message: 'no field x\nstack' }] }, 'Dagster refused the request: no field x.', false],
  [{ data: null }, 'Dagster answered without data.', false],
  [
    { data: { version: '1.9.3', workspaceLocationEntryOrError: null } },
    'Dagster 1.9.3 is too old: this driver needs 1.12 or newer.',
    false,
  ],
])('the answer %j is a clear error', async (answer, message, retryable) => {
  fake.answerWith(() => answer);
  const error = await inventory();
  expect(error).toEqual(new EngineError(message, { retryable }));
});

test('silence ends after the time that akili.yaml allows', async () => {
  fake.answerWith(() => 'silence');
  expect(await inventory({ timeoutSeconds: 1 })).toEqual(
    new EngineError('Dagster did not answer within 1 seconds.', { retryable: true }),
  );
});

test('an address that is missing is told at once', async () => {
  const connecting = dagsterCompute.connect(contextFor(directory, { directory }));
  await expect(connecting).rejects.toThrow('`compute` names no `url`');
});

test('nothing belongs to the platform', async () => {
  const connection = await dagsterCompute.connect(contextFor(directory, { directory, url: fake.url }));
  const platform = { slug: 'platform', id: '00000000-0000-0000-0000-000000000000' };
  expect(await connection.inventory(platform, signal)).toEqual([]);
  expect(fake.asked).toEqual([]);
  await connection.close();
});
