import { createServer } from 'node:net';
import { openConnector, SourceError, type Source } from '@akili/connectors';
import { writeType, type CanonicalType } from '@akili/model';
import { createConnection, type Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCertificates, type Certificates } from './connectors-certificates.ts';
import { allRows, throughDuckDb } from './connectors-duckdb.ts';
import { mariadb, startMariaDb, type MariaDbAccess } from './mariadb.ts';
import type { RunningService } from './service.ts';

const refused = await mariadb.install();
if (refused !== undefined) process.stderr.write(`sources in MariaDB are not tested: ${refused.missing}\n`);

const signal = new AbortController().signal;
const password = 'reader-Passw0rd';

describe.skipIf(refused !== undefined)('a source in MariaDB', () => {
  let server: RunningService<MariaDbAccess>;
  let certificates: Certificates;
  let admin: Connection;
  const open: Source[] = [];

  beforeAll(async () => {
    certificates = makeCertificates();
    const { certificate, key, authority } = certificates;
    server = await startMariaDb([`--ssl-cert=${certificate}`, `--ssl-key=${key}`, `--ssl-ca=${authority}`]);
    const { host, port, root } = server.access;
    admin = await createConnection({
      host,
      port,
      user: root.username,
      password: root.password,
      charset: 'utf8mb4',
      rowsAsArray: true,
      typeCast: (field: { string(): string | null }) => field.string(),
    });
    for (const statement of setUp) await admin.query(statement);
  });
  afterAll(async () => {
    for (const source of open) await source.close();
    await admin.end();
    await server.stop();
    certificates.remove();
  });

  const source = async (config: object = {}, secret: object = {}): Promise<Source> => {
    const { host, port } = server.access;
    const opened = await (
      await openConnector('mysql')
    ).open(
      {
        connectorType: 'mysql',
        config: { host, port, database: 'shop', ssl_mode: 'disable', ...config },
        secret: { username: 'reader', password, ...secret },
        root: certificates.folder,
      },
      signal,
    );
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
    return [(error as SourceError).problem, (error as SourceError).message];
  };

  test('says version, TLS and what is readable', async () => {
    const found = await (await source()).test([]);
    expect(found.serverVersion).toMatch(/^MariaDB 10\.11\.\d+$/);
    expect([found.tls, found.readable]).toEqual([
      false,
      ['shop.big', 'shop.everything', 'shop.o`dd; --', 'shop.orders', 'shop.strange'],
    ]);
  });

  test.each([
    [{ ssl_mode: 'require' }, [true, false]],
    [{ host: 'localhost', ssl_mode: 'verify-full', ca: 'ca.pem' }, [true, true]],
    [{ ssl_mode: 'verify-ca', ca: 'ca.pem' }, [true, true]],
  ])('%j is encrypted', async (config, expected) => {
    const found = await (await source(config)).test([]);
    expect([found.tls, found.certificateChecked]).toEqual(expected);
  });

  test.each([
    ['a host that nobody knows', { host: 'orders.invalid' }, {}, 'dns', /its host name is not known/],
    ['a port where nothing listens', { port: 1 }, {}, 'refused', /nothing listens there \(ECONNREFUSED\)$/],
    ['a wrong password', {}, { password: 'wrong-password' }, 'password', /\(1045\)$/],
    [
      'a database that is not there',
      { database: 'nothing' },
      { username: 'root', password: 'ROOT' },
      'database',
      /there is no such database \(1049\)$/,
    ],
    [
      'a database that is closed to the login',
      { database: 'private' },
      {},
      'permission',
      /may not use this database \(1044\)$/,
    ],
    ['an authority that nobody knows', { host: 'localhost', ssl_mode: 'verify-full' }, {}, 'tls', /certificate/],
    ['an address in place of a host name', { ssl_mode: 'verify-full', ca: 'ca.pem' }, {}, 'tls', /needs a host name/],
    ['a login that has to use TLS', {}, { username: 'careful' }, 'password', /\(1045\)$/],
  ])('%s', async (_what, config, secret: { username?: string; password?: string }, expected, message) => {
    const login = secret.password === 'ROOT' ? server.access.root : secret;
    expect(await problem(source(config, login))).toEqual([expected, expect.stringMatching(message)]);
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
      { resource: 'orders', strategy: 'cdc', cursorField: undefined },
      { resource: 'shop.orders', strategy: 'incremental', cursorField: 'updated_at' },
      { resource: 'orders', strategy: 'incremental', cursorField: 'region' },
      { resource: 'orders', strategy: 'incremental', cursorField: 'gone' },
      { resource: 'nowhere', strategy: 'full_refresh', cursorField: undefined },
    ];
    const verdicts = (await (await source()).test(wanted)).strategies.map(({ works, reasons }) => [works, reasons]);
    expect(verdicts).toEqual([
      [false, ['the login has no REPLICATION SLAVE right']],
      [true, []],
      [false, ['no index begins with region, so each load reads the whole table']],
      [false, ['it has no column gone that the login may read']],
      [false, ['there is no such table, or the login may not read it']],
    ]);
    const replicates = await source({}, { username: 'replica' });
    expect((await replicates.test(wanted.slice(0, 1))).strategies[0]).toMatchObject({ works: true });
  });

  test('a table is introspected with types, key and nullability', async () => {
    const [orders] = await (await source()).introspect(['orders']);
    expect(orders).toEqual({
      name: 'orders',
      primaryKey: ['order_id'],
      columns: [
        { name: 'order_id', type: { kind: 'bigint' }, nullable: false },
        { name: 'amount', type: { kind: 'decimal', precision: 18, scale: 2 }, nullable: false },
        { name: 'region', type: { kind: 'varchar' }, nullable: true },
        { name: 'updated_at', type: { kind: 'timestamp' }, nullable: false },
      ],
    });
  });

  test('every type comes through to DuckDB as it is in the source', async () => {
    const opened = await source();
    const [table] = await opened.introspect(['everything']);
    expect(table?.columns.map(({ name, type }) => [name, writeType(type)])).toEqual(
      everything.map(([name, , canonical]) => [name, canonical]),
    );
    const columns = table?.columns.map(({ name, type }) => ({ name, type: type as CanonicalType })) ?? [];
    const got = await throughDuckDb(
      opened,
      'everything',
      columns,
      everything.map(([name, , canonical]) => inDuckDb(name, canonical)),
      'n',
    );
    const [rows] = await admin.query(
      `SELECT ${everything.map(([name, , canonical]) => inMariaDb(name, canonical)).join(', ')} FROM shop.everything ORDER BY n`,
    );
    const source_ = rows as unknown as (string | null)[][];
    expect(source_.length).toBe(4);
    for (const [at, row] of source_.entries()) expect(named(got[at] ?? [])).toEqual(named(row));
  });

  test('a date that is none is refused in words', async () => {
    const read = (await source()).read({ resource: 'strange', columns: [{ name: 'd', type: { kind: 'date' } }] });
    expect(await problem(allRows(read))).toEqual([
      'unsupported',
      expect.stringContaining('column d holds the date 0000-00-00, which is none; '),
    ]);
  });

  test('a table of any size comes in batches', async () => {
    const opened = await source();
    const sizes: number[] = [];
    for await (const rows of opened.read({ resource: 'big', columns: [{ name: 'n', type: { kind: 'bigint' } }] }))
      sizes.push(rows.length);
    expect([Math.max(...sizes), sizes.reduce((sum, size) => sum + size, 0)]).toEqual([2000, 20_000]);
  });

  test('beyond a cursor come only newer rows, in its order, also where a double would not tell them apart', async () => {
    const opened = await source();
    const id = [{ name: 'order_id', type: { kind: 'bigint' } as const }];
    const beyond = (field: string, after: string | undefined) =>
      allRows(opened.read({ resource: 'orders', columns: id, cursor: { field, after } }));
    expect(await beyond('order_id', '9007199254740992')).toEqual([['9007199254740993']]);
    expect(await beyond('updated_at', '2026-02-01 00:00:00')).toEqual([['9007199254740992']]);
    expect(await beyond('updated_at', undefined)).toEqual([['9007199254740993'], ['9007199254740992']]);
    expect(await beyond('region', 'eu')).toEqual([['9007199254740993']]);
  });

  test('names and values from manifests are only names and values', async () => {
    const opened = await source();
    const id = [{ name: 'i`d', type: { kind: 'integer' } as const }];
    expect(await allRows(opened.read({ resource: 'shop.o`dd; --', columns: id }))).toEqual([['7']]);
    for (const resource of ['orders; DROP TABLE orders', 'orders` --', 'x'.repeat(200)])
      expect((await problem(allRows(opened.read({ resource, columns: id }))))[0]).toBe('resource');
    const after = `' OR 1=1; DROP TABLE orders; -- \\`;
    const region = [{ name: 'region', type: { kind: 'varchar' } as const }];
    expect(
      await allRows(opened.read({ resource: 'orders', columns: region, cursor: { field: 'region', after } })),
    ).toEqual([['eu'], ['us']]);
    expect(
      (
        await problem(
          allRows(
            opened.read({ resource: 'orders', columns: region, cursor: { field: 'order_id', after: '1 OR 1=1' } }),
          ),
        )
      )[0],
    ).toBe('unsupported');
  });
});

const everything: readonly (readonly [string, string, string])[] = [
  ['n', 'int', 'integer'],
  ['flag', 'tinyint(1)', 'integer'],
  ['tiny', 'tinyint unsigned', 'integer'],
  ['medium', 'mediumint', 'integer'],
  ['uint', 'int unsigned', 'bigint'],
  ['big', 'bigint', 'bigint'],
  ['ubig', 'bigint unsigned', 'decimal(20,0)'],
  ['bit1', 'bit(1)', 'boolean'],
  ['bit64', 'bit(64)', 'decimal(20,0)'],
  ['dec', 'decimal(38,10)', 'decimal(38,10)'],
  ['wide', 'decimal(65,30)', 'varchar'],
  ['float', 'float', 'float'],
  ['double', 'double', 'double'],
  ['text', 'text character set utf8mb4', 'varchar'],
  ['latin', 'varchar(20) character set latin1', 'varchar'],
  ['mood', `enum('sad','ha"ppy')`, 'varchar'],
  ['year', 'year', 'integer'],
  ['date', 'date', 'date'],
  ['dt', 'datetime(6)', 'timestamp'],
  ['ts', 'timestamp(6) null', 'timestamp'],
  ['time', 'time(3)', 'varchar'],
  ['bytes', 'blob', 'blob'],
  ['uuid', 'uuid', 'uuid'],
];

const text = (value: string): string => `_utf8mb4 X'${Buffer.from(value).toString('hex')}'`;
const rows: readonly string[] = [
  everything.map(([name]) => (name === 'n' ? '1' : 'NULL')).join(', '),
  `2, 0, 0, -8388608, 0, -9223372036854775808, 0, b'0', b'0', -9999999999999999999999999999.9999999999, 0.1, -3.4028234e38, -1.7976931348623157e308, '', '', 'sad', 1901, '1000-01-01', '1000-01-01 00:00:00', '1970-01-02 00:00:00', '-838:59:59.000', '', '00000000-0000-0000-0000-000000000000'`,
  `3, 1, 255, 8388607, 4294967295, 9223372036854775807, 18446744073709551615, b'1', X'FFFFFFFFFFFFFFFF', 9999999999999999999999999999.9999999999, 12345678901234567890123456789012345.123456789012345678901234567891, 0.1, 0.1, ${text("naïve “quotes” 'x' \\ 🦆\n\t")}, ${text('café')}, 'ha"ppy', 2155, '9999-12-31', '9999-12-31 23:59:59.999999', '2038-01-19 03:14:07.999999', '838:59:59.999', X'00FF5C27220A', 'ffffffff-ffff-ffff-ffff-fffffffffff0'`,
  `4, 1, 1, 1, 1, 1, 1, b'1', b'101', 0.0000000001, 1, 1.17549435e-38, 2.2250738585072014e-308, ' blanks ', 'x', 'sad', 2026, '2024-02-29', '2024-02-29 12:00:00.000001', '2024-02-29 12:00:00.5', '00:00:00.001', X'E2', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'`,
];

const setUp: readonly string[] = [
  `SET time_zone = '+00:00', sql_mode = ''`,
  'CREATE DATABASE shop CHARACTER SET utf8mb4',
  'CREATE DATABASE private',
  'USE shop',
  `CREATE TABLE shop.everything (${everything.map(([name, type]) => `\`${name}\` ${type}`).join(', ')})`,
  ...rows.map((row) => `INSERT INTO shop.everything VALUES (${row})`),
  'CREATE TABLE shop.orders (order_id bigint PRIMARY KEY, amount decimal(18,2) NOT NULL, region varchar(10), updated_at datetime NOT NULL, KEY (updated_at))',
  `INSERT INTO shop.orders VALUES (9007199254740992, 10.5, 'eu', '2026-03-01 10:00'), (9007199254740993, 7, 'us', '2026-02-01')`,
  'CREATE TABLE shop.big AS SELECT seq AS n FROM seq_1_to_20000',
  'CREATE TABLE shop.strange (d date)',
  `INSERT INTO shop.strange VALUES ('0000-00-00')`,
  'CREATE TABLE shop.`o``dd; --` (`i``d` int)',
  'INSERT INTO shop.`o``dd; --` VALUES (7)',
  'CREATE TABLE shop.hidden (n int)',
  ...['reader', 'replica', 'careful'].map(
    (name) => `CREATE USER ${name}@'127.0.0.1' IDENTIFIED BY '${password}'${name === 'careful' ? ' REQUIRE SSL' : ''}`,
  ),
  ...['everything', 'orders', 'big', 'strange', '`o``dd; --`'].map(
    (table) => `GRANT SELECT ON shop.${table} TO reader@'127.0.0.1'`,
  ),
  `GRANT SELECT ON shop.* TO replica@'127.0.0.1'`,
  `GRANT REPLICATION SLAVE ON *.* TO replica@'127.0.0.1'`,
];

function inMariaDb(name: string, canonical: string): string {
  const c = `\`${name}\``;
  if (canonical === 'blob') return `LOWER(HEX(${c}))`;
  // Microseconds, by way of days: the engine's own function knows no time before 1970.
  if (canonical === 'timestamp') return `TIMESTAMPDIFF(MICROSECOND, '1970-01-01', ${c})`;
  if (canonical === 'date') return `DATEDIFF(${c}, '1970-01-01')`;
  if (canonical === 'boolean') return `IF(${c} IS NULL, NULL, IF(${c} + 0 = 1, 'true', 'false'))`;
  if (canonical === 'float') return `(${c} + 0e0)`;
  if (name === 'bit64') return `(${c} + 0)`;
  return c;
}

function inDuckDb(name: string, canonical: string): string {
  const c = `"${name}"`;
  if (canonical === 'blob') return `lower(hex(${c}))`;
  if (canonical === 'timestamp') return `epoch_us(${c})`;
  if (canonical === 'date') return `date_diff('day', DATE '1970-01-01', ${c})`;
  // As what it is exactly, and not as the shortest digits of a float.
  if (canonical === 'float') return `CAST(${c} AS DOUBLE)`;
  return c;
}

function named(row: readonly (string | null)[]): { readonly [name: string]: unknown } {
  return Object.fromEntries(
    everything.map(([name, , canonical], at) => {
      const value = row[at] ?? null;
      return [name, value !== null && (canonical === 'float' || canonical === 'double') ? Number(value) : value];
    }),
  );
}
