import { acmeCorp, dailyRevenue, globexInc, lowerInput, weeklySummary } from '@akili/testkit';
import { expect, test } from 'vitest';
import { lower } from './lower.ts';

const seed = lowerInput([globexInc, acmeCorp], [weeklySummary, dailyRevenue]);
const withEvents = (events: object) =>
  lowerInput([acmeCorp], [dailyRevenue], { events: events as { readonly [key: string]: string } });

test('the seed has four topics, two logins and their access, and nothing without a prefix of its tenant', () => {
  expect(lower(seed).map(({ address, dependsOn }) => [address, ...dependsOn].join(' <- '))).toEqual([
    'acme-corp/events.access/acme-corp. <- acme-corp/events.user/tenant-acme-corp',
    'acme-corp/events.topic/acme-corp.daily_revenue.data.available <- acme-corp/events.access/acme-corp.',
    'acme-corp/events.topic/acme-corp.daily_revenue.execution.events <- acme-corp/events.access/acme-corp.',
    'acme-corp/events.user/tenant-acme-corp',
    'globex-inc/events.access/globex-inc. <- globex-inc/events.user/tenant-globex-inc',
    'globex-inc/events.topic/globex-inc.weekly_transaction_summary.data.available <- globex-inc/events.access/globex-inc.',
    'globex-inc/events.topic/globex-inc.weekly_transaction_summary.execution.events <- globex-inc/events.access/globex-inc.',
    'globex-inc/events.user/tenant-globex-inc',
  ]);
});

test('without a login named, the secret of the convention in its version 0 is meant', () => {
  const user = lower(seed).find(({ kind }) => kind === 'events.user');
  expect(user?.spec).toEqual({
    user: 'tenant-acme-corp',
    mechanism: 'SCRAM-SHA-256',
    iterations: 8192,
    shown: 'described',
    reference: 'env:AKILI_ACME_CORP__EVENTS',
    version: '0',
  });
});

test('a rotation has both logins, and the one of the previous version is as it was', () => {
  const one = { reference: 'vault:x', version: '3', generatedBy: 'acme-corp/secrets.login/events' };
  const before = lower({ ...seed, logins: { 'acme-corp': one } });
  const during = lower({ ...seed, logins: { 'acme-corp': { ...one, version: '4', previous: '3' } } });
  const user = (all: typeof before, name: string) =>
    all.find(({ kind, name: own }) => kind === 'events.user' && own === name);
  expect(user(during, 'tenant-acme-corp')?.spec).toEqual(user(before, 'tenant-acme-corp')?.spec);
  expect(user(during, 'tenant-acme-corp--b')).toMatchObject({
    spec: { version: '4', reference: 'vault:x' },
    dependsOn: ['acme-corp/secrets.login/events'],
  });
  expect(user(before, 'tenant-acme-corp--b')).toBeUndefined();
});

test('limits of the environment are those of each login', () => {
  const [quota] = lower(withEvents({ quotas: { producerBytesPerSecond: 1000 } })).filter(
    ({ kind }) => kind === 'events.quota',
  );
  expect(quota).toMatchObject({
    address: 'acme-corp/events.quota/tenant-acme-corp',
    spec: { user: 'tenant-acme-corp', limits: { producer_byte_rate: 1000 } },
    dependsOn: ['acme-corp/events.user/tenant-acme-corp'],
  });
});

test('a suspended tenant may only read', () => {
  const [access] = lower(lowerInput([{ ...acmeCorp, status: 'suspended' }], []));
  const { acls } = access?.spec as unknown as { acls: readonly { resource: string; operation: string }[] };
  expect(acls.map(({ resource, operation }) => `${resource} ${operation}`)).toEqual([
    'GROUP DESCRIBE',
    'TOPIC DESCRIBE',
    'TOPIC DESCRIBE_CONFIGS',
    'GROUP READ',
    'TOPIC READ',
  ]);
});

test('an archived tenant has its topics and no way to them', () => {
  const all = lower(lowerInput([{ ...acmeCorp, status: 'archived' }], [dailyRevenue]));
  expect(all.map(({ kind, dependsOn }) => [kind, ...dependsOn])).toEqual([['events.topic'], ['events.topic']]);
});

test('an even replication is declared, and refused where the broker takes none', () => {
  const refused = (flavor: string) =>
    lower(withEvents({ flavor, replication: 2 })).flatMap(({ kind, spec }) =>
      kind === 'events.topic' ? [(spec as { refused?: string }).refused] : [],
    );
  expect(refused('kafka')).toEqual([undefined, undefined]);
  expect(refused('redpanda')[0]).toBe('replication 2 is even, and this broker only takes odd numbers of replicas');
});
