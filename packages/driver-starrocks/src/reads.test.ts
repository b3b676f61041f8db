import { expect, test } from 'vitest';
import { shownType, storedType, widens } from './column-type.ts';
import { engineError, scrubbed } from './errors.ts';
import { readComment, writeComment } from './mark.ts';
import { nativePassword } from './native-password.ts';
import { readCatalogProperties } from './read-catalog.ts';
import { readResourceGroups } from './read-resource-groups.ts';
import { readRefreshInterval, refreshScheme } from './refresh-scheme.ts';
import { atLeast, capabilitiesOf, readVersion } from './version.ts';

test('a password is kept as the documentation shows it', () => {
  expect(nativePassword('123456')).toBe('*6BB4837EB74329105EE4568DDA7DC67ED2CA2AD9');
});

test.each([
  ['3.2.4-613f0b5', { major: 3, minor: 2, patch: 4 }],
  ['3.10.1', { major: 3, minor: 10, patch: 1 }],
  ['BRANCH-3.0-RELEASE d659a54', { major: 3, minor: 0, patch: 0 }],
  ['UNKNOWN', undefined],
])('version %s', (text, expected) => {
  expect(readVersion(text)).toEqual(expected);
});

test('3.10 is newer than 3.3.5, and a build without numbers is taken for a new one', () => {
  expect(atLeast(readVersion('3.10.1'), '3.3.5')).toBe(true);
  expect(capabilitiesOf('main')).toEqual({ tableSortKey: true });
  expect(capabilitiesOf('3.5.2')).toEqual({ tableSortKey: false });
  expect(() => capabilitiesOf('3.3.4')).toThrow('3.3.5 is the oldest');
});

test('memory is compared as the number that was meant', () => {
  const row = (mem: string, classifiers: string) => ({ name: 'g', cpu_weight: '4', mem_limit: mem, classifiers });
  const groups = readResourceGroups([
    row('28.999999999999996%', '(id=7, weight=1.0, user=b)'),
    row('28.999999999999996%', '(id=8, weight=2.1, role=r, query_type in (SELECT, INSERT))'),
  ]);
  expect(groups.get('g')).toEqual({
    cpuWeight: 4,
    memoryPercent: 29,
    classifiers: ['query_type in (SELECT, INSERT), role=r', 'user=b'],
  });
});

test('masked secrets of a catalog are left out', () => {
  const text = `CREATE EXTERNAL CATALOG \`c\`\ncomment "x"\nPROPERTIES ("type"  =  "iceberg",\n"aws.s3.secret_key"  =  "SK******89",\n"aws.s3.region" = "eu"\n)`;
  expect(readCatalogProperties(text)).toEqual({ type: 'iceberg', 'aws.s3.region': 'eu' });
});

test.each([
  [3600, 'ASYNC EVERY(INTERVAL 1 HOUR)'],
  [5400, 'ASYNC EVERY(INTERVAL 90 MINUTE)'],
  [86_400, 'ASYNC EVERY(INTERVAL 1 DAY)'],
  [61, 'ASYNC EVERY(INTERVAL 61 SECOND)'],
  [null, 'MANUAL'],
])('a refresh each %s seconds', (seconds, text) => {
  expect(refreshScheme(seconds)).toBe(text);
  expect(readRefreshInterval(`REFRESH ${text}`)).toBe(seconds);
});

test.each(['boolean', 'integer', 'bigint', 'double', 'decimal(38,2)', 'varchar', 'array(array(json))', 'blob'])(
  'a column of type %s is shown as it was stored',
  (type) => {
    const stored = storedType(type);
    const shown = stored.toLowerCase().replaceAll('string', 'varchar(1073741824)').replace(',', ', ');
    expect(shownType(shown)).toBe(stored);
  },
);

test('what widens loses nothing', () => {
  expect(widens('INT', 'BIGINT')).toBe(true);
  expect(widens('DECIMAL(18,2)', 'DECIMAL(38,2)')).toBe(true);
  expect(widens('DECIMAL(18,2)', 'DECIMAL(38,4)')).toBe(false);
  expect(widens('BIGINT', 'INT')).toBe(false);
});

test('a mark is read from a comment and from a statement that holds one', () => {
  const mark = { tenantId: '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d', made: `sha256:${'a'.repeat(64)}` };
  expect(readComment(`CREATE MATERIALIZED VIEW x COMMENT "${writeComment(mark)}" AS SELECT 1`)).toEqual(mark);
  expect(readComment('akili')).toBeUndefined();
});

test('no secret is left in a message', () => {
  const text = `near "aws.s3.secret_key" = "not known before" IDENTIFIED BY 'x''y' pw-1 *6BB4837EB74329105EE4568DDA7DC67ED2CA2AD9`;
  const clean = scrubbed(text, ['pw-1']);
  for (const secret of ['not known before', 'pw-1', '6BB48']) expect(clean).not.toContain(secret);
  expect(engineError({ message: 'pw-1', errno: 1064 }, ['pw-1']).message).toBe('StarRocks: *** (error 1064)');
});
