import { expect, test } from 'vitest';
import { grantKey, readGrantKey } from './grant.ts';
import { grantStatements } from './grant-statement.ts';
import { readGrantRow } from './read-grants.ts';

const keys = (catalog: string | null, text: string): readonly string[] =>
  readGrantRow(catalog, text).grants.map(grantKey);

test.each([
  [
    'default',
    "GRANT SELECT, CREATE_TABLE ON DATABASE sales TO ROLE 'r';",
    ['SELECT on DATABASE default_catalog/sales', 'CREATE TABLE on DATABASE default_catalog/sales'],
  ],
  [null, "GRANT OPERATE ON SYSTEM TO ROLE 'r'", ['OPERATE on SYSTEM *']],
  [
    'c',
    "GRANT SELECT ON ALL TABLES IN ALL DATABASES TO ROLE 'r' WITH GRANT OPTION",
    ['SELECT on TABLE c/*/* with grant option'],
  ],
  [
    'default_catalog',
    'GRANT REFRESH ON MATERIALIZED VIEW `d`.`mv` TO ROLE r',
    ['REFRESH on MATERIALIZED VIEW default_catalog/d/mv'],
  ],
  ['c', "GRANT USAGE ON CATALOG c TO USER 'u'@'%'", ['USAGE on CATALOG c']],
  ['c', 'GRANT DROP ON ALL DATABASES TO ROLE r', ['DROP on DATABASE c/*']],
  [null, 'GRANT USAGE ON ALL CATALOGS TO ROLE public', ['USAGE on CATALOG *']],
])('%s | %s', (catalog, text, expected) => {
  expect(keys(catalog, text)).toEqual(expected);
});

test('a row of roles grants roles', () => {
  expect(readGrantRow(null, "GRANT 'owner', 'reader' TO ROLE 'deployer'")).toEqual({
    grants: [],
    roles: ['owner', 'reader'],
  });
});

test('privileges on one thing are given in one statement, those with the option in another', () => {
  const list = [
    { privilege: 'SELECT', type: 'TABLE', catalog: 'c', database: '*', object: '*', grantOption: true },
    { privilege: 'INSERT', type: 'TABLE', catalog: 'c', database: '*', object: '*' },
    { privilege: 'DROP', type: 'TABLE', catalog: 'c', database: '*', object: '*' },
  ].map(grantKey);
  expect(grantStatements(list, 'r', { revoke: false }).map(({ sql, catalog }) => `${catalog ?? '-'}: ${sql}`)).toEqual([
    'c: GRANT DROP, INSERT ON ALL TABLES IN ALL DATABASES TO ROLE `r`',
    'c: GRANT SELECT ON ALL TABLES IN ALL DATABASES TO ROLE `r` WITH GRANT OPTION',
  ]);
});

test('a key is read back, whatever names are in it', () => {
  const grant = {
    privilege: 'SELECT',
    type: 'TABLE',
    catalog: 'a/b',
    database: 'c d',
    object: '`x` with grant option',
  };
  expect(readGrantKey(grantKey(grant))).toEqual(grant);
});
