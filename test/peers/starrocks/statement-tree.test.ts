import { expect, test } from 'vitest';
import { readStatement, type Statement } from './index.ts';

function statementOf(text: string): Statement {
  const read = readStatement(text, { version: '4.1' });
  if (!read.ok) throw new Error(read.message);
  return read.statement;
}

test('a materialized view is read with everything that a rebuild needs', () => {
  const text = `CREATE MATERIALIZED VIEW \`d\`.\`mv\` COMMENT 'it''s' DISTRIBUTED BY HASH(\`a\`) BUCKETS 8
    REFRESH DEFERRED ASYNC START ('2026-01-01 06:00:00') EVERY (INTERVAL 2 HOUR)
    ORDER BY (a, b) PROPERTIES ("replication_num" = "1") AS SELECT 1`;
  expect(statementOf(text)).toEqual({
    kind: 'createMaterializedView',
    name: ['d', 'mv'],
    ifNotExists: false,
    comment: "it's",
    distribution: { columns: ['a'], buckets: 8 },
    refresh: {
      moment: 'deferred',
      trigger: 'every',
      start: '2026-01-01 06:00:00',
      every: { count: 2, unit: 'HOUR' },
    },
    orderBy: ['a', 'b'],
    properties: [['replication_num', '1']],
    query: expect.objectContaining({ kind: 'query', at: text.indexOf('SELECT') }),
  });
});

test('a grant is read as privileges, object and grantee', () => {
  expect(statementOf('GRANT SELECT, INSERT ON ALL TABLES IN DATABASE a, b TO ROLE `r` WITH GRANT OPTION')).toEqual({
    kind: 'grant',
    revoke: false,
    what: { privileges: ['SELECT', 'INSERT'], on: { type: 'TABLE', names: 'all', databases: ['a', 'b'] } },
    to: { role: 'r' },
    grantOption: true,
  });
  expect(statementOf("REVOKE ALL ON TABLE d.t FROM 'u'@'10.%'")).toEqual({
    kind: 'grant',
    revoke: true,
    what: { privileges: 'all', on: { type: 'TABLE', names: [['d', 't']] } },
    to: { user: { name: 'u', host: '10.%', domain: false } },
    grantOption: false,
  });
});

test('a role named like a word of grants is still a role', () => {
  expect(statementOf('GRANT `SELECT`, usage TO ROLE r')).toMatchObject({ what: { roles: ['SELECT', 'usage'] } });
});

test('a user is read with its way to log in and its roles', () => {
  expect(statementOf("CREATE USER 'a'@'%' IDENTIFIED WITH mysql_native_password AS '*6B' DEFAULT ROLE r, s")).toEqual({
    kind: 'createUser',
    user: { name: 'a', host: '%', domain: false },
    ifNotExists: false,
    authentication: { plugin: 'mysql_native_password', hash: '*6B' },
    defaultRoles: ['r', 's'],
  });
});

test('a resource group is read with classifiers and limits', () => {
  const text =
    "CREATE RESOURCE GROUP rg TO (user='u', query_type in ('select', 'insert')), (role='r') WITH ('mem_limit'='20%')";
  expect(statementOf(text)).toEqual({
    kind: 'createResourceGroup',
    name: 'rg',
    classifiers: [
      [
        { key: 'user', values: ['u'] },
        { key: 'query_type', values: ['select', 'insert'] },
      ],
      [{ key: 'role', values: ['r'] }],
    ],
    limits: [['mem_limit', '20%']],
  });
});

test('an Iceberg table is read with partitions and sort order', () => {
  expect(
    statementOf('CREATE TABLE c.d.t (a INT COMMENT "x", dt DATE) PARTITION BY (day(dt)) ORDER BY (a DESC NULLS LAST)'),
  ).toEqual({
    kind: 'createTable',
    name: ['c', 'd', 't'],
    ifNotExists: false,
    columns: [
      { name: 'a', type: 'INT', autoIncrement: false, comment: 'x' },
      { name: 'dt', type: 'DATE', autoIncrement: false },
    ],
    partitionBy: [expect.objectContaining({ kind: 'call', name: 'day' })],
    orderBy: [{ expression: expect.objectContaining({ name: ['a'] }), descending: true, nulls: 'last' }],
  });
});

test.each([
  ["'it''s'", "it's"],
  ['"it\'s"', "it's"],
  ["'a\\'b'", "a'b"],
  ["'a\\nb\\t\\\\'", 'a\nb\t\\'],
  ["'100\\% \\_'", '100\\% \\_'],
  ["'\\q\\0\\Z'", 'q\0\x1a'],
  ["'-- no comment /* */'", '-- no comment /* */'],
  ["'é😀'", 'é😀'],
])('the string %s holds %j', (literal, value) => {
  expect(statementOf(`SHOW VARIABLES LIKE ${literal}`)).toEqual({ kind: 'show', what: 'VARIABLES', like: value });
});

test('operators bind as documented', () => {
  const [select] = [statementOf('SELECT a OR b AND NOT c = 1 + 2 * -d')];
  const binary = (operator: string, left: unknown, right: unknown): unknown =>
    expect.objectContaining({ kind: 'binary', operator, left, right });
  const column = (name: string): unknown => expect.objectContaining({ kind: 'column', name: [name] });
  const unary = (operator: string, operand: unknown): unknown =>
    expect.objectContaining({ kind: 'unary', operator, operand });
  const number = (text: string): unknown => expect.objectContaining({ kind: 'literal', text });
  const sum = binary('+', number('1'), binary('*', number('2'), unary('-', column('d'))));
  expect(select).toMatchObject({
    body: {
      items: [
        {
          expression: binary(
            'OR',
            column('a'),
            binary('AND', column('b'), unary('NOT', binary('=', column('c'), sum))),
          ),
        },
      ],
    },
  });
});

test('two pipes stay two pipes: a logical OR by default, never a concatenation', () => {
  expect(statementOf('SELECT a || b')).toMatchObject({
    body: { items: [{ expression: { kind: 'binary', operator: '||' } }] },
  });
});
