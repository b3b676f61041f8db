import { createServer } from 'node:net';
import { openConnector, SourceError, type Source, type SourceAccess } from '@akili/connectors';
import { readType, writeType, type CanonicalType } from '@akili/model';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCertificates, type Certificates } from './connectors-certificates.ts';
import { allRows, throughDuckDb } from './connectors-duckdb.ts';
import { postgres, startPostgres, type PostgresAccess } from './postgres.ts';
import type { RunningService } from './service.ts';

const refused = await postgres.install();
if (refused !== undefined) process.stderr.write(`sources in PostgreSQL are not tested: ${refused.missing}\n`);

const signal = new AbortController().signal;
const password = 'reader-Passw0rd';

describe.skipIf(refused !== undefined)('a source in PostgreSQL', () => {
  let server: RunningService<PostgresAccess>;
  let certificates: Certificates;
  let admin: pg.Client;
  const open: Source[] = [];

  beforeAll(async () => {
    certificates = makeCertificates('postgres');
    const { certificate, key } = certificates;
    server = await startPostgres(['ssl = on', `ssl_cert_file = '${certificate}'`, `ssl_key_file = '${key}'`]);
    const { host, port, superuser, database } = server.access;
    admin = new pg.Client({ host, port, user: superuser.username, password: superuser.password, database });
    await admin.connect();
    for (const statement of setUp) await admin.query(statement);
  });
  afterAll(async () => {
    for (const source of open) await source.close();
    await admin.end();
    await server.stop();
    certificates.remove();
  });

  const accessOf = (config: object = {}, secret: object = {}): SourceAccess => ({
    connectorType: 'postgres',
    config: {
      host: server.access.host,
      port: server.access.port,
      database: server.access.database,
      ssl_mode: 'disable',
      ...config,
    },
    secret: { username: 'orders_reader', password, ...secret },
    root: certificates.folder,
  });
  const source = async (config: object = {}, secret: object = {}): Promise<Source> => {
    const opened = await (await openConnector('postgres')).open(accessOf(config, secret), signal);
    open.push(opened);
    return opened;
  };
  const problem = async (work: Promise<unknown>): Promise<readonly [string, string]> => {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(SourceError);
    expect((error as Error).message).not.toContain(password);
    return [
      (error as SourceError).problem,
      (error as SourceError).message.replaceAll(String(server.access.port), 'PORT'),
    ];
  };

  test('says version, TLS and what is readable', async () => {
    const found = await (await source()).test([]);
    expect(found.serverVersion).toMatch(/^PostgreSQL 15\.\d+/);
    expect([found.tls, found.certificateChecked, found.strategies]).toEqual([false, undefined, []]);
    expect(found.latencyMs).toBeGreaterThan(0);
    expect(found.readable).toEqual([
      'Odd "schema".or;ders',
      'public.big',
      'public.everything',
      'public.keyless',
      'public.orders',
      'public.partial',
      'public.strange',
    ]);
  });

  test.each([
    [{ ssl_mode: 'require' }, [true, false]],
    [{ ssl_mode: 'verify-full', ca: 'ca.pem' }, [true, true]],
    [{ ssl_mode: 'verify-ca', ca: 'ca.pem' }, [true, true]],
    [{ ssl_mode: 'require', ca: 'ca.pem' }, [true, true]],
  ])('%j is encrypted', async (config, expected) => {
    const found = await (await source(config)).test([]);
    expect([found.tls, found.certificateChecked]).toEqual(expected);
  });

  test.each([
    [
      'a host that nobody knows',
      { host: 'orders.invalid' },
      {},
      'dns',
      /its host name is not known \((ENOTFOUND|EAI_AGAIN)\)$/,
    ],
    [
      'a port where nothing listens',
      { port: 1 },
      {},
      'refused',
      /^127\.0\.0\.1:1: nothing listens there \(ECONNREFUSED\)$/,
    ],
    [
      'a wrong password',
      {},
      { password: 'wrong-password' },
      'password',
      /the password is wrong or there is no such login \(28P01\)$/,
    ],
    ['a login that is not there', {}, { username: 'nobody' }, 'password', /\(28P01\)$/],
    [
      'a secret without a password',
      {},
      { password: '' },
      'password',
      /^the secret of the connection holds no password$/,
    ],
    ['a database that is not there', { database: 'nothing' }, {}, 'database', /there is no such database \(3D000\)$/],
    [
      'a database that is closed to the login',
      { database: 'postgres' },
      {},
      'permission',
      /may not connect to this database \(42501\)$/,
    ],
    ['an authority that nobody knows', { ssl_mode: 'verify-full' }, {}, 'tls', /certificate/],
    ['a mode that may go on in the clear', { ssl_mode: 'prefer' }, {}, 'tls', /would go on unencrypted/],
    [
      'a CA file outside the repository',
      { ssl_mode: 'require', ca: '/etc/ssl/certs/ca-certificates.crt' },
      {},
      'tls',
      /(outside the repository|cannot be read)/,
    ],
    ['a setting of another form', { port: 'many' }, {}, 'unsupported', /^config\.port is no whole number from 1$/],
    ['no host', { host: '' }, {}, 'unsupported', /^config\.host is missing$/],
  ])('%s', async (_what, config, secret, expected, message) => {
    const [kind, said] = await problem(source(config, secret));
    expect([kind, said]).toEqual([expected, expect.stringMatching(message)]);
  });

  test('a server without TLS, where TLS is asked for', async () => {
    const plain = await startPostgres();
    try {
      const { host, port, provisioner, database } = plain.access;
      const work = source({ host, port, database, ssl_mode: 'require' }, { ...provisioner });
      expect((await problem(work))[0]).toBe('tls');
    } finally {
      await plain.stop();
    }
  });

  test('a server that never answers', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    expect(await problem(source({ port, timeout_seconds: 1 }))).toEqual([
      'timeout',
      `127.0.0.1:${port}: it did not answer within 1 s`,
    ]);
    silent.close();
  });

  test('what strategies need is said one by one', async () => {
    const wanted = [
      { resource: 'public.orders', strategy: 'cdc', cursorField: 'updated_at' },
      { resource: 'public.orders', strategy: 'incremental', cursorField: 'updated_at' },
      { resource: 'public.keyless', strategy: 'cdc', cursorField: undefined },
      { resource: 'public.keyless', strategy: 'incremental', cursorField: 'n' },
      { resource: 'public.keyless', strategy: 'incremental', cursorField: 'gone' },
      { resource: 'public.keyless', strategy: 'full_refresh', cursorField: undefined },
      { resource: 'public.hidden', strategy: 'full_refresh', cursorField: undefined },
      { resource: 'public.nowhere', strategy: 'full_refresh', cursorField: undefined },
    ];
    const reader = (await (await source()).test(wanted)).strategies.map(({ works, reasons }) => [works, reasons]);
    const right = 'the login has no REPLICATION right';
    expect(reader).toEqual([
      [false, [right]],
      [true, []],
      [
        false,
        [
          'no publication holds the table',
          'it has no replica identity: updates and deletes would not be told apart',
          right,
        ],
      ],
      [false, ['no index begins with n, so each load reads the whole table']],
      [false, ['it has no column gone']],
      [true, []],
      [false, ['the login may not read it']],
      [false, ['there is no such table']],
    ]);
    const replicates = await source({}, { username: 'orders_replica' });
    expect((await replicates.test(wanted.slice(0, 1))).strategies[0]).toMatchObject({ works: true });
  });

  test('a wal_level that cdc cannot use', async () => {
    const replica = await startPostgres(['wal_level = replica']);
    try {
      const { host, port, superuser } = replica.access;
      const opened = await source({ host, port, database: 'postgres' }, { ...superuser });
      const { strategies } = await opened.test([
        { resource: 'pg_catalog.pg_class', strategy: 'cdc', cursorField: undefined },
      ]);
      expect(strategies[0]?.reasons).toContain('wal_level is replica, and cdc needs logical');
      await opened.close();
    } finally {
      await replica.stop();
    }
  });

  test('a table is introspected with types, key and nullability; what may not be read is left out', async () => {
    const [orders, partial] = await (await source()).introspect(['public.orders', 'public.partial']);
    expect(orders).toEqual({
      name: 'public.orders',
      primaryKey: ['order_id'],
      columns: [
        { name: 'order_id', type: { kind: 'bigint' }, nullable: false },
        { name: 'amount', type: { kind: 'decimal', precision: 18, scale: 2 }, nullable: false },
        { name: 'region', type: { kind: 'varchar' }, nullable: true },
        { name: 'updated_at', type: { kind: 'timestamp' }, nullable: false },
      ],
    });
    expect(partial?.columns.map(({ name }) => name)).toEqual(['shown']);
  });

  test('a table that is not there, and one that may not be read, are told apart', async () => {
    const opened = await source();
    expect(await problem(opened.introspect(['public.nowhere']))).toEqual([
      'resource',
      'the source has no table public.nowhere',
    ]);
    expect(await problem(opened.introspect(['public.hidden']))).toEqual([
      'permission',
      'the login may not read public.hidden',
    ]);
  });

  test('every type comes through to DuckDB as it is in the source', async () => {
    const opened = await source();
    const [table] = await opened.introspect(['public.everything']);
    const types = new Map(table?.columns.map(({ name, type }) => [name, type]));
    expect([...types].map(([name, type]) => [name, writeType(type)])).toEqual(
      everything.map(([name, , canonical]) => [name, canonical]),
    );
    const columns = everything.map(([name]) => ({ name, type: types.get(name) as CanonicalType }));
    const here = everything.filter(([name]) => name !== 'n');
    const got = await throughDuckDb(
      opened,
      'public.everything',
      columns,
      here.map(([name, , canonical]) => inDuckDb(name, canonical)),
      'n',
    );
    const { rows } = await admin.query<(string | null)[]>({
      text: `SELECT ${here.map(([name, type, canonical]) => inPostgres(name, type, canonical)).join(', ')} FROM public.everything ORDER BY n`,
      rowMode: 'array',
    });
    expect(rows.length).toBe(6);
    for (const [at, row] of rows.entries())
      expect(
        Object.fromEntries(here.map(([name], nth) => [name, plain(got[at]?.[nth], here[nth]?.[2] ?? '')])),
      ).toEqual(Object.fromEntries(here.map(([name], nth) => [name, plain(row[nth], here[nth]?.[2] ?? '')])));
  });

  test.each([
    ['d', 'date', 'a date before our era'],
    ['ts', 'timestamp', 'a date before our era'],
    ['num', 'decimal(10,2)', 'NaN, which no decimal is'],
    ['arr', 'array(integer)', 'an array of several dimensions'],
  ])('a value of %s that cannot be held is refused in words', async (name, type, words) => {
    const read = (await source()).read({
      resource: 'public.strange',
      columns: [{ name, type: readType(type) as CanonicalType }],
    });
    expect(await problem(allRows(read))).toEqual([
      'unsupported',
      expect.stringContaining(`column ${name} holds ${words}; `),
    ]);
  });

  test('a table of any size comes in batches, and stopping early leaves the source usable', async () => {
    const opened = await source();
    const columns = [{ name: 'n', type: { kind: 'bigint' } as const }];
    const sizes: number[] = [];
    for await (const rows of opened.read({ resource: 'public.big', columns })) sizes.push(rows.length);
    expect([Math.max(...sizes), sizes.reduce((sum, size) => sum + size, 0)]).toEqual([2000, 50_001]);
    for await (const rows of opened.read({ resource: 'public.big', columns })) {
      expect(rows.length).toBe(2000);
      break;
    }
    expect((await opened.test([])).tls).toBe(false);
  });

  test('beyond a cursor come only newer rows, in its order', async () => {
    const opened = await source();
    const columns = [{ name: 'n', type: { kind: 'bigint' } as const }];
    const rows = await allRows(
      opened.read({ resource: 'public.big', columns, cursor: { field: 'n', after: '49998' } }),
    );
    expect(rows).toEqual([['49999'], ['50000']]);
    const all = await allRows(
      opened.read({
        resource: 'public.orders',
        columns: [{ name: 'order_id', type: { kind: 'bigint' } }],
        cursor: { field: 'updated_at', after: undefined },
      }),
    );
    expect(all).toEqual([['2'], ['1']]);
  });

  test('names and values from manifests are only names and values', async () => {
    const opened = await source();
    const id = [{ name: 'i"d', type: { kind: 'integer' } as const }];
    expect(await allRows(opened.read({ resource: 'Odd "schema".or;ders', columns: id }))).toEqual([['7']]);
    const evil = [`public.orders; DROP TABLE public.orders`, `public.orders" --`, `public.${'x'.repeat(200)}`];
    for (const resource of evil)
      expect((await problem(allRows(opened.read({ resource, columns: id }))))[0]).toBe('resource');
    expect(
      (
        await problem(
          allRows(
            opened.read({
              resource: 'public.orders',
              columns: [{ name: 'order_id) FROM x --', type: { kind: 'bigint' } }],
            }),
          ),
        )
      )[0],
    ).toBe('resource');
    const after = `' OR true; DROP TABLE public.orders; --`;
    const read = opened.read({
      resource: 'public.orders',
      columns: [{ name: 'region', type: { kind: 'varchar' } }],
      cursor: { field: 'region', after },
    });
    expect(await allRows(read)).toEqual([['eu'], ['us']]);
    expect((await admin.query('SELECT count(*) FROM public.orders')).rows).toEqual([{ count: '2' }]);
  });

  test('nothing can be written, whatever the login may do', async () => {
    const opened = await source({}, { ...server.access.superuser });
    const read = opened.read({ resource: 'public.writes', columns: [{ name: 'done', type: { kind: 'integer' } }] });
    expect((await problem(allRows(read)))[1]).toContain('read-only transaction');
  });

  test('an aborted load ends at once', async () => {
    const controller = new AbortController();
    const opened = await (await openConnector('postgres')).open(accessOf(), controller.signal);
    const read = allRows(
      opened.read({ resource: 'public.slow', columns: [{ name: 'done', type: { kind: 'varchar' } }] }),
    );
    controller.abort(new Error('stopped'));
    await expect(read).rejects.toThrow('stopped');
    await opened.close();
  });
});

/** Name, type and the canonical type that it becomes. */
const everything: readonly (readonly [string, string, string])[] = [
  ['n', 'int', 'integer'],
  ['bool', 'boolean', 'boolean'],
  ['small', 'smallint', 'integer'],
  ['int', 'integer', 'integer'],
  ['big', 'bigint', 'bigint'],
  ['real', 'real', 'float'],
  ['double', 'double precision', 'double'],
  ['dec', 'numeric(38,10)', 'decimal(38,10)'],
  ['dom', 'money_amount', 'decimal(12,4)'],
  ['free', 'numeric', 'varchar'],
  ['text', 'text', 'varchar'],
  ['char', 'char(5)', 'varchar'],
  ['mood', 'mood', 'varchar'],
  ['span', 'interval', 'varchar'],
  ['date', 'date', 'date'],
  ['ts', 'timestamp', 'timestamp'],
  ['tz', 'timestamptz', 'timestamp'],
  ['uuid', 'uuid', 'uuid'],
  ['json', 'json', 'json'],
  ['jsonb', 'jsonb', 'json'],
  ['bytes', 'bytea', 'blob'],
  ['ints', 'integer[]', 'array(integer)'],
  ['texts', 'text[]', 'array(varchar)'],
  ['decs', 'numeric(10,2)[]', 'array(decimal(10,2))'],
  ['days', 'date[]', 'array(date)'],
  ['blobs', 'bytea[]', 'array(blob)'],
];

const values: readonly (readonly (string | null)[])[] = [
  everything.map(([name]) => (name === 'n' ? '1' : null)),
  [
    '2',
    't',
    '-32768',
    '-2147483648',
    '-9223372036854775808',
    '1.17549435e-38',
    '4.9406564584124654e-324',
    '-9999999999999999999999999999.9999999999',
    '-99999999.9999',
    '0.1',
    '',
    '',
    'sad',
    '-1 years -2 mons',
    '0001-01-01',
    '0001-01-01 00:00:00',
    '0001-01-01 00:00:00+00',
    '00000000-0000-0000-0000-000000000000',
    'null',
    '{}',
    '\\x',
    '{}',
    '{}',
    '{}',
    '{}',
    '{}',
  ],
  [
    '3',
    'f',
    '32767',
    '2147483647',
    '9223372036854775807',
    '3.4028235e38',
    '1.7976931348623157e308',
    '9999999999999999999999999999.9999999999',
    '99999999.9999',
    '123456789012345678901234567890.123456789',
    `naïve “quotes” 'single' \\ back 🦆 \u0301`,
    'ab',
    'so "happy"',
    '04:05:06.789',
    '9999-12-31',
    '9999-12-31 23:59:59.999999',
    '9999-12-31 23:59:59.999999+00',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '{"a": [1, "x\\"y", null], "é": {}}',
    '{"b": 12345678901234567890.5}',
    '\\x00ff5c27220a',
    '{1,NULL,-2147483648}',
    `{"a,b",NULL,"NULL","","q\\"\\\\x","{}","\n\t","🦆"}`,
    '{1.50,NULL,-99999999.99}',
    '{2026-01-31,NULL,infinity}',
    '{"\\\\x00ff",NULL,"\\\\x"}',
  ],
  [
    '4',
    't',
    '0',
    '0',
    '0',
    'NaN',
    'NaN',
    '0.0000000001',
    '0',
    'NaN',
    ' leading and trailing ',
    'abcde',
    'sad',
    '1 day',
    'infinity',
    'infinity',
    'infinity',
    'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
    '[]',
    '"text"',
    '\\x41',
    '{7}',
    '{" "}',
    '{0}',
    '{0001-01-01}',
    '{"\\\\x5c"}',
  ],
  [
    '5',
    'f',
    '1',
    '1',
    '1',
    'Infinity',
    '-Infinity',
    '1',
    '1',
    '1e-20',
    'line one\nline two\r\n\ttab',
    'x',
    'sad',
    '00:00:00',
    '-infinity',
    '-infinity',
    '-infinity',
    null,
    '1.50',
    '12',
    '\\xe2',
    null,
    null,
    null,
    null,
    null,
  ],
  [
    '6',
    't',
    '2',
    '2',
    '2',
    '0.1',
    '0.1',
    '2.5',
    '2.5',
    '2',
    '\\xnot bytes',
    'é',
    'sad',
    '2 days',
    '2024-02-29',
    '2024-02-29 12:00:00.000001',
    '2024-02-29 12:00:00.5+05:30',
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
  ],
];

const setUp: readonly string[] = [
  `CREATE TYPE mood AS ENUM ('sad', 'so "happy"')`,
  `CREATE DOMAIN money_amount AS numeric(12,4)`,
  `CREATE ROLE orders_reader LOGIN PASSWORD '${password}'`,
  `CREATE ROLE orders_replica LOGIN REPLICATION PASSWORD '${password}'`,
  `REVOKE CONNECT ON DATABASE postgres FROM PUBLIC`,
  `CREATE TABLE public.everything (${everything.map(([name, type]) => `"${name}" ${type}`).join(', ')})`,
  ...values.map(
    (row) =>
      `INSERT INTO public.everything VALUES (${row.map((one) => (one === null ? 'NULL' : pg.escapeLiteral(one))).join(', ')})`,
  ),
  `CREATE TABLE public.orders (order_id bigint PRIMARY KEY, amount numeric(18,2) NOT NULL, region text, updated_at timestamptz NOT NULL)`,
  `INSERT INTO public.orders VALUES (1, 10.50, 'eu', '2026-03-01 12:00+02'), (2, 7, 'us', '2026-02-01')`,
  `CREATE INDEX ON public.orders (updated_at)`,
  `CREATE PUBLICATION orders FOR TABLE public.orders`,
  `CREATE TABLE public.keyless (n int)`,
  `CREATE TABLE public.big AS SELECT n::bigint FROM generate_series(0, 50000) n`,
  `CREATE TABLE public.hidden (n int)`,
  `CREATE TABLE public.partial (shown int, secret text)`,
  `CREATE TABLE public.strange (d date, ts timestamptz, num numeric(10,2), arr int[])`,
  `INSERT INTO public.strange VALUES ('0044-03-15 BC', '0044-03-15 12:00+00 BC', 'NaN', '{{1,2},{3,4}}')`,
  `CREATE SCHEMA "Odd ""schema"""`,
  `CREATE TABLE "Odd ""schema"""."or;ders" ("i""d" int)`,
  `INSERT INTO "Odd ""schema"""."or;ders" VALUES (7)`,
  `CREATE TABLE public.log (n int)`,
  `CREATE FUNCTION public.write_log() RETURNS int LANGUAGE sql VOLATILE AS 'INSERT INTO public.log VALUES (1); SELECT 1'`,
  `CREATE VIEW public.writes AS SELECT public.write_log() AS done`,
  `CREATE VIEW public.slow AS SELECT pg_sleep(60)::text AS done`,
  `GRANT USAGE ON SCHEMA "Odd ""schema""" TO orders_reader`,
  `GRANT SELECT ON public.everything, public.orders, public.keyless, public.big, public.strange, "Odd ""schema"""."or;ders" TO orders_reader`,
  `GRANT SELECT (shown) ON public.partial TO orders_reader`,
  `GRANT SELECT ON public.orders TO orders_replica`,
];

/** The same value as both engines say it exactly: microseconds, days, bytes, elements. */
function inPostgres(name: string, type: string, canonical: string): string {
  const c = `"${name}"`;
  const finite = (exact: string): string => `CASE WHEN isfinite(${c}) THEN (${exact})::text ELSE ${c}::text END`;
  const elements = (element: string): string =>
    `CASE WHEN ${c} IS NOT NULL THEN COALESCE((SELECT json_agg(${element} ORDER BY o) FROM unnest(${c}) WITH ORDINALITY u(x, o))::text, '[]') END`;
  if (canonical === 'timestamp') return finite(`(extract(epoch FROM ${c}) * 1000000)::bigint`);
  if (canonical === 'date') return finite(`${c} - DATE '1970-01-01'`);
  if (canonical === 'blob') return `encode(${c}, 'hex')`;
  // Its blanks are part of what the server sends, and dropped by a cast.
  if (type === 'char(5)') return `rpad(${c}::text, 5)`;
  if (type === 'bytea[]') return elements(`encode(x, 'hex')`);
  if (type.endsWith('[]')) return elements('x::text');
  return `${c}::text`;
}

function inDuckDb(name: string, canonical: string): string {
  const c = `"${name}"`;
  const finite = (exact: string): string =>
    `CASE WHEN ${c} IS NULL THEN NULL WHEN isfinite(${c}) THEN CAST(${exact} AS VARCHAR) WHEN ${c} > DATE '2000-01-01' THEN 'infinity' ELSE '-infinity' END`;
  if (canonical === 'timestamp') return finite(`epoch_us(${c})`);
  if (canonical === 'date') return finite(`date_diff('day', DATE '1970-01-01', ${c})`);
  if (canonical === 'blob') return `lower(hex(${c}))`;
  if (canonical === 'array(blob)') return `to_json(list_transform(${c}, x -> lower(hex(x))))`;
  if (canonical.startsWith('array')) return `to_json(list_transform(${c}, x -> CAST(x AS VARCHAR)))`;
  return c;
}

/** Both engines print the shortest digits that mean the same float, and JSON of lists with blanks of their own. */
function plain(text: string | null | undefined, canonical: string): unknown {
  if (text === null || text === undefined) return null;
  if (canonical === 'float' || canonical === 'double') return Number(text.replace(/^(-?)inf(inity)?$/i, '$1Infinity'));
  return canonical.startsWith('array') ? (JSON.parse(text) as unknown) : text;
}
