import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { readFileSync } from 'node:fs';
import { openConnector, SourceError, type Source } from '@akili/connectors';
import { writeType } from '@akili/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCertificates, type Certificates } from './connectors-certificates.ts';
import { allRows, throughDuckDb } from './connectors-duckdb.ts';

const token = 'tok-0123456789';

describe('a source over HTTP', () => {
  const servers: Server[] = [];
  const asked: string[] = [];
  let base: string;
  let secure: string;
  let elsewhere: string;
  let certificates: Certificates;

  beforeAll(async () => {
    certificates = makeCertificates();
    elsewhere = await listen(
      createServer((request, response) => {
        asked.push(`elsewhere ${request.headers.authorization ?? 'no token'}`);
        response.end('[]');
      }),
    );
    base = await listen(createServer(serve));
    const options = { key: readFileSync(certificates.key), cert: readFileSync(certificates.certificate) };
    secure = (await listen(createSecureServer(options, serve)))
      .replace('http:', 'https:')
      .replace('127.0.0.1', 'localhost');
  });
  afterAll(() => {
    for (const server of servers) server.close();
    certificates.remove();
  });

  async function listen(server: Server): Promise<string> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  }
  function serve(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://x');
    asked.push(url.pathname + url.search);
    const say = (status: number, body: string, headers: object = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json', server: 'orders/1.2', ...headers });
      response.end(body);
    };
    if (request.headers.authorization !== `Bearer ${token}`) return say(401, '{}');
    switch (url.pathname) {
      case '/v1/orders': {
        const page = Number(url.searchParams.get('page') ?? '1');
        const since = url.searchParams.get('since') ?? '';
        const some = orders.filter(({ at }) => at > since).slice((page - 1) * 2, page * 2);
        const link = page * 2 < orders.length ? { link: `</v1/orders?page=${page + 1}>; rel="next"` } : {};
        return say(200, `{"data":[${some.map(({ text }) => text).join(',')}],"total":3}`, link);
      }
      case '/v1/moved':
        return say(302, '', { location: '/v1/orders' });
      case '/v1/away':
        return say(302, '', { location: `${elsewhere}/steal` });
      case '/v1/next-away':
        return say(200, '[]', { link: `<${elsewhere}/steal>; rel="next"` });
      case '/v1/circle':
        return say(302, '', { location: '/v1/circle' });
      case '/v1/closed':
        return say(403, '{}');
      case '/v1/text':
        return say(200, '<html>');
      case '/v1/slow':
        return;
      default:
        return say(url.pathname === '/v1/' ? 200 : 404, '{}');
    }
  }
  const source = async (config: object = {}, secret: object = { token }): Promise<Source> =>
    await (
      await openConnector('http')
    ).open(
      {
        connectorType: 'http',
        config: { base_url: `${base}/v1`, allow_private: true, ...config },
        secret: { ...secret },
        root: certificates.folder,
      },
      new AbortController().signal,
    );
  const problem = async (work: () => Promise<unknown>): Promise<readonly [string, string]> => {
    const error = await work().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(SourceError);
    expect((error as Error).message).not.toContain(token);
    return [(error as SourceError).problem, (error as SourceError).message.replace(/127\.0\.0\.1:\d+/, 'HOST')];
  };

  test('columns and types are those of the records, and every page comes through to DuckDB exactly', async () => {
    const opened = await source();
    const [table] = await opened.introspect(['orders']);
    expect(table?.columns.map(({ name, type }) => [name, writeType(type)])).toEqual([
      ['id', 'bigint'],
      ['amount', 'double'],
      ['at', 'timestamp'],
      ['region', 'varchar'],
      ['tags', 'json'],
    ]);
    const columns = [
      { name: 'id', type: { kind: 'bigint' } as const },
      { name: 'amount', type: { kind: 'decimal', precision: 38, scale: 2 } as const },
      { name: 'at', type: { kind: 'timestamp' } as const },
      { name: 'region', type: { kind: 'varchar' } as const },
      { name: 'tags', type: { kind: 'array', of: { kind: 'varchar' } } as const },
    ];
    expect(
      await throughDuckDb(opened, 'orders', columns, ['id', 'amount', '"at"', 'region', 'to_json(tags)'], 'id'),
    ).toEqual([
      ['1', '10.50', '2026-01-01 10:00:00', 'eu', '["a,\\"b","c"]'],
      ['2', '123456789012345678901234567890.25', '2026-01-02 12:30:00.123456', null, '[]'],
      ['9007199254740993', '-1.00', '2026-01-03 00:00:00', 'naïve 🦆', null],
    ]);
  });

  test('what is beyond a cursor is asked for by its parameter, and checked', async () => {
    const opened = await source({ cursor_param: 'since' });
    asked.length = 0;
    const columns = [{ name: 'id', type: { kind: 'bigint' } as const }];
    const cursor = { field: 'id', after: '9007199254740992' };
    expect(await allRows(opened.read({ resource: 'orders', columns, cursor }))).toEqual([['9007199254740993']]);
    expect(asked[0]).toBe('/v1/orders?since=9007199254740992');
  });

  test('a test says what can be loaded, and what cannot', async () => {
    const found = await (
      await source({ base_url: `${secure}/v1`, ca: 'ca.pem' })
    ).test(
      [
        { resource: 'orders', strategy: 'api_poll', cursorField: undefined },
        { resource: 'orders', strategy: 'incremental', cursorField: 'gone' },
        { resource: 'nothing', strategy: 'api_poll', cursorField: undefined },
      ].slice(0, 2),
    );
    expect([found.tls, found.certificateChecked, found.serverVersion, found.readable]).toEqual([
      true,
      true,
      'orders/1.2',
      ['orders'],
    ]);
    expect(found.strategies.map(({ works, reasons }) => [works, reasons])).toEqual([
      [true, []],
      [false, ['its records have no gone', 'config.cursor_param names no parameter, so each load reads everything']],
    ]);
  });

  test('a redirect is followed at home', async () => {
    expect(
      (await allRows((await source()).read({ resource: 'moved', columns: [{ name: 'id', type: { kind: 'bigint' } }] })))
        .length,
    ).toBe(3);
  });

  test.each([
    ['a redirect to another host', {}, {}, 'away', 'unsupported', /redirects to another host/],
    ['a next page on another host', {}, {}, 'next-away', 'unsupported', /next page is on another host/],
    ['a circle', {}, {}, 'circle', 'failed', /redirects for ever/],
    ['a wrong token', {}, { token: 'wrong' }, 'orders', 'password', /\(401\)/],
    ['what is closed', {}, {}, 'closed', 'permission', /\(403\)/],
    ['what is not there', {}, {}, 'nothing', 'resource', /\(404\)/],
    ['what is no JSON', {}, {}, 'text', 'unsupported', /no JSON/],
    ['a path that climbs', {}, {}, '../private', 'resource', /no path below/],
    ['a resource that is another host', {}, {}, 'http://169.254.169.254/', 'resource', /./],
    ['a server that hangs', { timeout_seconds: 1 }, {}, 'slow', 'timeout', /did not answer within 1 s/],
    ['a private address that nobody said', { allow_private: false }, {}, 'orders', 'unsupported', /inside a network/],
    [
      'a name that leads to one',
      { allow_private: false, base_url: 'http://localhost:1' },
      {},
      'orders',
      'unsupported',
      /inside a network/,
    ],
    [
      'the address of the machine’s own secrets',
      { base_url: 'http://169.254.169.254/' },
      undefined,
      'latest',
      'unsupported',
      /never a source/,
    ],
    ['a login in the clear', { base_url: 'http://api.example.com/' }, {}, 'orders', 'tls', /over https only/],
    ['a port where nothing listens', { base_url: 'http://127.0.0.1:1/' }, {}, 'orders', 'refused', /ECONNREFUSED/],
    ['an unknown host', { base_url: 'https://api.invalid/' }, {}, 'orders', 'dns', /host name is not known/],
  ])('%s', async (_what, config, secret, resource, kind, message) => {
    asked.length = 0;
    const work = async () =>
      allRows((await source(config, secret === undefined ? {} : { token, ...secret })).read({ resource, columns: [] }));
    expect(await problem(work)).toEqual([kind, expect.stringMatching(message)]);
    expect(asked.filter((one) => one.startsWith('elsewhere'))).toEqual([]);
  });

  test('a certificate that nobody knows', async () => {
    const work = async () =>
      allRows((await source({ base_url: `${secure}/v1` })).read({ resource: 'orders', columns: [] }));
    expect((await problem(work))[0]).toBe('tls');
  });
});

const orders = [
  {
    at: '2026-01-01',
    text: '{"id":1,"amount":10.50,"at":"2026-01-01T12:00:00+02:00","region":"eu","tags":["a,\\"b","c"]}',
  },
  {
    at: '2026-01-02',
    text: '{"id":2,"amount":123456789012345678901234567890.25,"at":"2026-01-02T12:30:00.123456Z","region":null,"tags":[]}',
  },
  { at: '2026-01-03', text: '{"id":9007199254740993,"amount":-1,"at":"2026-01-03T00:00:00Z","region":"naïve 🦆"}' },
];
