import { afterEach, expect, test } from 'vitest';
import { starrocksAnalytics } from '@akili/driver-starrocks';
import { EngineError } from '@akili/resource';
import { readStatement } from '../index.ts';
import { startEngine, type Engine } from './apply.ts';
import { acme, globex, inputOf, revenue, summary } from './environment.ts';

let engine: Engine;
afterEach(async () => engine.stop());
const desired = starrocksAnalytics.lower(inputOf([acme], [revenue]));
const failureOf = async (): Promise<EngineError> => {
  const failure = await engine.apply(desired).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(EngineError);
  return failure as EngineError;
};

test.each([
  [1203, 'User has exceeded max connections', true],
  [5014, 'table state is not NORMAL', true],
  [1064, 'Getting analyzing error. Detail message: no such thing.', false],
  [1064, 'rpc failed with 127.0.0.1: timeout', true],
  [5203, 'Access denied', false],
])('error %i (%s) is retryable: %s', async (error, message, retryable) => {
  engine = await startEngine();
  engine.standIn.misbehaviours.push({ when: /^CREATE DATABASE/, times: 1, as: { error, message } });
  const failure = await failureOf();
  expect(failure).toMatchObject({ retryable, message: `StarRocks: ${message} (error ${error})` });
  // Nothing was lost: the next apply goes on from there.
  await engine.apply(desired);
  expect(await engine.plan(desired)).toEqual([]);
});

test.each(['drop', 'dropAfter'] as const)(
  'a connection that goes away in the middle (%s) is retryable, and the rest follows',
  async (as) => {
    engine = await startEngine();
    engine.standIn.misbehaviours.push({ when: /^CREATE MATERIALIZED VIEW/, times: 1, as });
    expect((await failureOf()).retryable).toBe(true);
    await engine.apply(desired);
    expect(await engine.plan(desired)).toEqual([]);
  },
);

test('a slow engine is waited for', async () => {
  engine = await startEngine({ refreshMs: 30 });
  engine.standIn.misbehaviours.push({ when: /^CREATE/, times: 5, as: { slowMs: 20 } });
  await engine.apply(desired);
  expect(await engine.plan(desired)).toEqual([]);
});

test('a refresh that fails is told with the words of the engine, and is planned again', async () => {
  engine = await startEngine();
  engine.standIn.failingRefreshes.add('daily_revenue');
  expect((await failureOf()).message).toBe(
    'the refresh of tenant_acme_corp__sales.daily_revenue failed: memory of process exceeded',
  );
  engine.standIn.failingRefreshes.clear();
  expect((await engine.plan(desired)).map(({ step }) => step.summary)).toEqual([
    'refresh tenant_acme_corp__sales.daily_revenue',
  ]);
});

test('a refusal that echoes the statement shows no secret', async () => {
  engine = await startEngine();
  const message = `near 'aws.s3.secret_key' = 'SK-acme-corp-now-0123456789', AS '*6BB4837EB74329105EE4568DDA7DC67ED2CA2AD9' pw-acme-corp-1`;
  engine.standIn.misbehaviours.push({ when: /^CREATE EXTERNAL CATALOG/, times: 1, as: { error: 1064, message } });
  const failure = await failureOf();
  expect(failure.message).not.toContain('SK-acme');
  expect(failure.message).not.toContain('6BB4837');
});

test('a wrong password is said so, without the password', async () => {
  engine = await startEngine({ password: 'another' });
  const failure = await failureOf();
  expect(failure).toMatchObject({ retryable: false });
  expect(failure.message).toBe("StarRocks: Access denied for user 'root' (using password: YES) (error 1045)");
});

test('a server that is too old is refused before anything is read', async () => {
  engine = await startEngine({ release: '3.2.4-613f0b5' });
  expect((await failureOf()).message).toContain('3.2.4-613f0b5; 3.3.5 is the oldest');
  expect(engine.standIn.log.map(({ text }) => text)).toEqual(['SELECT current_version() AS version']);
});

test('where TLS is asked for and the server speaks none, nothing is sent in the clear', async () => {
  engine = await startEngine();
  const { context } = engine;
  const at = (settings: object) => ({
    ...context,
    binding: { ...context.binding, settings: { ...context.binding.settings, ...settings } },
  });
  const connection = await starrocksAnalytics.connect(at({ tls: true }));
  const signal = new AbortController().signal;
  // The stand-in knows no TLS: the client ends there, and does not go on in the clear.
  await expect(connection.inventory({ slug: acme.slug, id: acme.id }, signal)).rejects.toThrow(EngineError);
  await connection.close();
  expect(engine.standIn.log).toEqual([]);
});

test('every statement that was sent is one that the strict reader reads, and none has a password in it', async () => {
  engine = await startEngine({ version: '3.3' });
  await engine.apply(desired);
  await engine.apply([]);
  const texts = engine.standIn.log.map(({ text }) => text).filter((text) => !text.startsWith('SHOW VERBOSE'));
  const refused = texts.filter((text) => !readStatement(text, { version: '3.3' }).ok);
  expect(refused).toEqual([]);
  expect(texts.filter((text) => text.includes('pw-acme'))).toEqual([]);
});

test('a tenant costs two queries of its own and one for each role and login; all else is read once a plan', async () => {
  engine = await startEngine();
  await engine.apply(starrocksAnalytics.lower(inputOf([acme, globex], [revenue, summary])));
  const count = async (...tenants: readonly (typeof acme)[]): Promise<number> => {
    await (await engine.connection.session({ slug: acme.slug, id: acme.id }, 'platform')).query('SYNC');
    engine.standIn.log.length = 0;
    await Promise.all(
      tenants.map(({ slug, id }) => engine.connection.inventory({ slug, id }, new AbortController().signal)),
    );
    return engine.standIn.log.length;
  };
  const shared = 11;
  // Roles: owner, deployer, reader, one team; one login.
  expect(await count(acme)).toBe(shared + 2 + 4 + 1);
  expect(await count(acme, globex)).toBe(shared + (2 + 4 + 1) + (2 + 3 + 1));
});
