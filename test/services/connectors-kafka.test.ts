import { openConnector, SourceError, type Source } from '@akili/connectors';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { throughDuckDb } from './connectors-duckdb.ts';
import { kafka, type KafkaAccess } from './kafka.ts';
import type { RunningService } from './service.ts';

const refused = await kafka.install();
if (refused !== undefined) process.stderr.write(`sources in Kafka are not tested: ${refused.missing}\n`);

describe.skipIf(refused !== undefined)('a source in Kafka', () => {
  let server: RunningService<KafkaAccess>;
  beforeAll(async () => {
    server = await kafka.start();
    const { address, password } = server.access;
    const client = new Kafka({
      brokers: [address],
      logLevel: logLevel.NOTHING,
      sasl: { mechanism: 'scram-sha-256', username: 'admin', password },
    });
    const admin = client.admin();
    await admin.connect();
    await admin.createTopics({
      topics: [{ topic: 'orders', numPartitions: 2 }, { topic: 'empty' }, { topic: 'texts' }],
    });
    await admin.disconnect();
    const producer = client.producer();
    await producer.connect();
    const messages = Array.from({ length: 500 }, (_, n) => ({
      key: `k${n}`,
      partition: n % 2,
      value: `{"id":${9007199254740993n + BigInt(n)},"region":"naïve"}`,
    }));
    await producer.send({ topic: 'orders', messages });
    await producer.send({ topic: 'texts', messages: [{ value: 'no json' }] });
    await producer.disconnect();
  });
  afterAll(() => server.stop());

  const source = async (config: object = {}, secret: object = {}): Promise<Source> =>
    await (
      await openConnector('redpanda')
    ).open(
      {
        connectorType: 'redpanda',
        config: { brokers: [server.access.address], ...config },
        secret: { username: 'admin', password: server.access.password, ...secret },
      },
      new AbortController().signal,
    );
  const problemOf = async (work: Promise<unknown>): Promise<string> => {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(SourceError);
    return (error as SourceError).problem;
  };

  test('a test says which topics there are and which inputs can be loaded', async () => {
    const opened = await source();
    const found = await opened.test([
      { resource: 'orders', strategy: 'stream', cursorField: undefined },
      { resource: 'gone', strategy: 'stream', cursorField: undefined },
    ]);
    await opened.close();
    expect([found.serverVersion, found.tls, found.readable]).toEqual([
      'Kafka API, 1 broker',
      false,
      ['empty', 'orders', 'texts'],
    ]);
    expect(found.strategies.map(({ works }) => works)).toEqual([true, false]);
  });

  test('every message comes through to DuckDB, twice the same, since nothing is committed', async () => {
    const opened = await source();
    const columns = [
      { name: 'id', type: { kind: 'bigint' } as const },
      { name: 'region', type: { kind: 'varchar' } as const },
      { name: '_key', type: { kind: 'varchar' } as const },
      { name: '_offset', type: { kind: 'bigint' } as const },
    ];
    for (let time = 1; time <= 2; time += 1) {
      const rows = await throughDuckDb(opened, 'orders', columns, ['id', 'region', '_key', '_offset'], 'id');
      expect([rows.length, rows[0], rows[499]]).toEqual([
        500,
        ['9007199254740993', 'naïve', 'k0', '0'],
        ['9007199254741492', 'naïve', 'k499', '249'],
      ]);
    }
    expect(await throughDuckDb(opened, 'empty', columns, ['id'], 'id')).toEqual([]);
    expect(await problemOf(throughDuckDb(opened, 'texts', columns, ['id'], 'id'))).toBe('unsupported');
    await opened.close();
  });

  test.each([
    ['a wrong password', {}, { password: 'wrong' }, 'password'],
    ['a port where nothing listens', { brokers: ['127.0.0.1:1'] }, {}, 'refused'],
    ['a host that nobody knows', { brokers: ['kafka.invalid:9092'] }, {}, 'dns'],
    ['TLS where there is none', { security_protocol: 'SASL_SSL', timeout_seconds: 5 }, {}, 'tls'],
    [
      'a password in the clear',
      { brokers: ['kafka.example.com:9092'], security_protocol: 'SASL_PLAINTEXT', sasl_mechanism: 'PLAIN' },
      {},
      'tls',
    ],
  ])('%s', async (_what, config, secret, problem) => {
    expect(await problemOf(source(config, secret))).toBe(problem);
  });
});
