import { acmeCorp, globexInc } from '@akili/testkit';
import { expect, test } from 'vitest';
import type { Acl } from './acl.ts';
import { inventoryOf } from './inventory.ts';
import type { KafkaAdmin } from './kafka-admin.ts';
import { quotaType } from './quota.ts';
import { SharedSnapshot } from './shared-snapshot.ts';
import { readSnapshot, type Snapshot } from './snapshot.ts';
import { tenantAcls } from './tenant-access.ts';
import { userType } from './user.ts';

const slugs = new Set(['acme-corp', 'globex-inc']);
const options = { recorded: [], trusted: new Set<string>(['User:monitor']), slugs, withReplication: false };
const acl = (changes: Partial<Acl>): Acl => ({
  ...{ principal: 'User:stranger', host: '*', permission: 'ALLOW', operation: 'READ', resource: 'TOPIC' },
  ...{ pattern: 'LITERAL', name: '*' },
  ...changes,
});

/** A cluster that only answers what inventories ask. */
async function snapshotOf(
  cluster: Partial<Pick<KafkaAdmin, 'topics' | 'acls' | 'users' | 'quotas'>>,
): Promise<Snapshot> {
  const reads = {
    topics: () => Promise.resolve([]),
    acls: () => Promise.resolve([]),
    users: () => Promise.resolve({ value: [] }),
    quotas: () => Promise.resolve({ value: [] }),
    configs: (topics: readonly string[]) => Promise.resolve(new Map(topics.map((topic) => [topic, {}]))),
    ...cluster,
  };
  return await readSnapshot(reads as unknown as KafkaAdmin, slugs);
}

test('each tenant sees its own and nothing of another', async () => {
  const snapshot = await snapshotOf({
    topics: () =>
      Promise.resolve(
        ['acme-corp.a', 'acme-corporate.a', 'acme-corp_a', 'globex-inc.b', 'loose'].map((topic) => ({
          topic,
          partitions: 2,
          replication: 1,
        })),
      ),
    users: () =>
      Promise.resolve({
        value: ['tenant-acme-corp', 'tenant-globex-inc--b', 'tenant-acme'].map((user) => ({ user, credentials: [] })),
      }),
    acls: () =>
      Promise.resolve([
        ...tenantAcls('acme-corp', 'suspended', ['tenant-acme-corp']),
        ...tenantAcls('globex-inc', 'suspended', ['tenant-globex-inc']),
        acl({ principal: 'User:monitor' }),
      ]),
  });
  const names = (tenant: typeof acmeCorp) => inventoryOf(tenant, snapshot, options).map(({ address }) => address);
  expect(names(acmeCorp)).toEqual([
    'acme-corp/events.access/acme-corp.',
    'acme-corp/events.topic/acme-corp.a',
    'acme-corp/events.user/tenant-acme-corp',
  ]);
  expect(names(globexInc)).toEqual([
    'globex-inc/events.access/globex-inc.',
    'globex-inc/events.topic/globex-inc.b',
    'globex-inc/events.user/tenant-globex-inc--b',
  ]);
});

test('who reaches into a tenant is reported there, without another tenant’s name', async () => {
  const snapshot = await snapshotOf({
    acls: () =>
      Promise.resolve([
        acl({ principal: 'User:tenant-globex-inc', name: 'acme-corp.', pattern: 'PREFIXED' }),
        acl({ name: 'acme', pattern: 'PREFIXED' }),
        acl({ name: 'glob', pattern: 'PREFIXED' }),
        acl({ permission: 'DENY' }),
      ]),
  });
  const [access] = inventoryOf(acmeCorp, snapshot, options);
  const { foreign, acls } = access?.value as { foreign: readonly { text: string }[]; acls: readonly Acl[] };
  expect(foreign.map(({ text }) => text).sort()).toEqual([
    'ALLOW (the login of another tenant) READ on TOPIC acme-corp.… (prefix) from *',
    'ALLOW User:stranger READ on TOPIC acme… (prefix) from *',
  ]);
  expect(acls).toEqual([]);
  // Globex's login may do something in acme's space: acme reports it, globex does not.
  const [other] = inventoryOf(globexInc, snapshot, options);
  expect(JSON.stringify(other)).not.toContain('acme');
});

test('a broker without a request has its kind said to be impossible, and nothing is planned or removed', async () => {
  const unsupported = 'it has no AlterClientQuotas';
  const snapshot = await snapshotOf({
    quotas: () => Promise.resolve({ unsupported }),
    users: () => Promise.resolve({ unsupported }),
  });
  const observed = inventoryOf(acmeCorp, snapshot, options);
  const quota = observed.find(({ kind }) => kind === 'events.quota')!;
  const user = observed.find(({ kind }) => kind === 'events.user')!;
  const tenant = { slug: acmeCorp.slug, id: acmeCorp.id };
  const desired = {
    ...quota,
    tenant,
    dependsOn: [],
    origin: acmeCorp.origin,
    spec: { user: quota.name, limits: { producer_byte_rate: 1 } },
  };
  expect(quotaType.diff(desired, quota)).toMatchObject({
    reason: 'this driver cannot do it on this broker: it has no AlterClientQuotas',
    steps: [],
  });
  expect([quotaType.diff(undefined, quota), userType.diff(undefined, user)]).toEqual([undefined, undefined]);
});

test('a reading serves each tenant once, until something changes or time passes', async () => {
  const snapshot = await snapshotOf({});
  let [reads, now] = [0, 0];
  const shared = new SharedSnapshot(
    () => {
      reads += 1;
      return Promise.resolve(snapshot);
    },
    () => now,
  );
  await Promise.all([shared.for('a'), shared.for('b'), shared.for('c')]);
  expect(reads).toBe(1);
  await shared.for('a');
  expect(reads).toBe(2);
  await shared.for('b');
  expect(reads).toBe(2);
  shared.outdated();
  await shared.for('c');
  expect(reads).toBe(3);
  now = 2_000;
  await shared.for('d');
  expect(reads).toBe(4);
});

test('a reading that failed is not kept', async () => {
  const answers = [Promise.reject(new Error('gone')), snapshotOf({})];
  answers[0]?.catch(() => undefined);
  const shared = new SharedSnapshot(
    () => answers.shift() as Promise<Snapshot>,
    () => 0,
  );
  await expect(shared.for('a')).rejects.toThrow('gone');
  await expect(shared.for('b')).resolves.toBeDefined();
});
