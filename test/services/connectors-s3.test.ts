import { gzipSync } from 'node:zlib';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { openConnector, SourceError, type Source } from '@akili/connectors';
import { writeType } from '@akili/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ceph, type CephAccess } from './ceph.ts';
import { throughDuckDb } from './connectors-duckdb.ts';
import type { RunningService } from './service.ts';

const refused = await ceph.install();
if (refused !== undefined) process.stderr.write(`sources in S3 are not tested: ${refused.missing}\n`);

describe.skipIf(refused !== undefined)('a source in S3', () => {
  let server: RunningService<CephAccess>;
  beforeAll(async () => {
    server = await ceph.start();
    const { endpoint, platform } = server.access;
    const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials: platform });
    await client.send(new CreateBucketCommand({ Bucket: 'lake' }));
    for (const [Key, Body] of Object.entries(files))
      await client.send(new PutObjectCommand({ Bucket: 'lake', Key, Body }));
    client.destroy();
    const keys = ['--access-key', 'STRANGER', '--secret-key', 'stranger-secret'];
    await server.access.admin('user', 'create', '--uid', 'stranger', '--display-name', 'Stranger', ...keys);
  });
  afterAll(() => server.stop());

  const source = async (config: object = {}, secret: object = {}): Promise<Source> => {
    const { endpoint, platform } = server.access;
    return await (
      await openConnector('s3')
    ).open(
      {
        connectorType: 's3',
        config: { endpoint, bucket: 'lake', prefix: 'raw/', ...config },
        secret: { ...platform, ...secret },
      },
      new AbortController().signal,
    );
  };

  test('a test says what is readable and what can be loaded', async () => {
    const found = await (
      await source()
    ).test([
      { resource: 'orders/*.csv', strategy: 'file_watch', cursorField: undefined },
      { resource: 'gone.csv', strategy: 'full_refresh', cursorField: undefined },
      { resource: 'picture.png', strategy: 'full_refresh', cursorField: undefined },
    ]);
    expect([found.tls, found.readable]).toEqual([
      false,
      ['events.jsonl.gz', 'list.json', 'orders/1.csv', 'orders/2.csv', 'orders/deep/3.csv', 'picture.png'],
    ]);
    expect(found.strategies.map(({ works }) => works)).toEqual([true, false, false]);
  });

  test('files that one pattern matches come through to DuckDB as one table', async () => {
    const opened = await source();
    const [table] = await opened.introspect(['orders/*.csv']);
    expect(table?.columns.map(({ name, type }) => [name, writeType(type)])).toEqual([
      ['id', 'bigint'],
      ['day', 'date'],
      ['note', 'varchar'],
    ]);
    const rows = await throughDuckDb(opened, 'orders/*.csv', table?.columns ?? [], ['id', 'day', 'note'], 'id');
    expect(rows).toEqual([
      ['1', '2026-01-01', 'a, "b"'],
      ['2', '2026-01-02', null],
      ['3', null, ''],
    ]);
  });

  test.each(['events.jsonl.gz', 'list.json'])('%s keeps every digit', async (resource) => {
    const columns = [
      { name: 'id', type: { kind: 'bigint' } as const },
      { name: 'amount', type: { kind: 'decimal', precision: 38, scale: 2 } as const },
    ];
    expect(await throughDuckDb(await source(), resource, columns, ['id', 'amount'], 'id')).toEqual([
      ['9007199254740993', '123456789012345678901234567890.25'],
      ['9007199254740994', null],
    ]);
  });

  test.each([
    ['a bucket that is not there', { bucket: 'nothing' }, {}, 'database'],
    ['keys that nobody has', {}, { accessKeyId: 'NOBODY' }, 'password'],
    ['a wrong secret key', {}, { secretAccessKey: 'wrong-secret' }, 'password'],
    ['keys of somebody else', {}, { accessKeyId: 'STRANGER', secretAccessKey: 'stranger-secret' }, 'permission'],
    ['a port where nothing listens', { endpoint: 'http://127.0.0.1:1' }, {}, 'refused'],
    ['a host that nobody knows', { endpoint: 'http://s3.invalid' }, {}, 'dns'],
  ])('%s', async (_what, config, secret, problem) => {
    const error = await source(config, secret)
      .then((opened) => opened.test([]))
      .then(
        () => undefined,
        (reason: unknown) => reason,
      );
    expect(error).toBeInstanceOf(SourceError);
    expect((error as SourceError).problem).toBe(problem);
  });
});

const lines =
  '{"id":9007199254740993,"amount":123456789012345678901234567890.25}\n{"id":9007199254740994,"amount":null}\n';
const files: { readonly [key: string]: string | Buffer } = {
  'raw/orders/1.csv': 'id,day,note\n1,2026-01-01,"a, ""b"""\n2,2026-01-02,\n',
  'raw/orders/2.csv': 'id,day,note\r\n3,,""\r\n',
  'raw/orders/deep/3.csv': 'id,day,note\n9,2026-01-09,deep\n',
  'raw/events.jsonl.gz': gzipSync(lines),
  'raw/list.json': `[${lines.trim().replace('\n', ',')}]`,
  'raw/picture.png': 'PNG',
  'other/secret.csv': 'id\n1\n',
};
