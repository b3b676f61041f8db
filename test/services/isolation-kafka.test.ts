import { kafkaDriver } from '@akili/driver-kafka';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isolationWorld, type IsolationWorld, type Verified } from './isolation-world.ts';
import { kafka, type KafkaAccess } from './kafka.ts';
import { contextFor } from './kafka-tenants.ts';
import type { RunningService } from './service.ts';

type Admin = Awaited<ReturnType<Awaited<ReturnType<ReturnType<typeof kafkaDriver>['connect']>>['session']>>;
type Acl = Parameters<Awaited<ReturnType<Admin['admin']>>['createAcls']>[0][number];

const missing = await kafka.install();
const topic = 'globex-inc.weekly_transaction_summary.data.available';

if (missing !== undefined) test.skip(`isolation on Kafka: ${missing.missing}`, () => undefined);
else {
  let server: RunningService<KafkaAccess>;
  let world: IsolationWorld;
  let platform: Awaited<ReturnType<ReturnType<typeof kafkaDriver>['connect']>>;

  beforeAll(async () => {
    server = await kafka.start();
    const { address, password } = server.access;
    const settings = `brokers: ["${address}"], partitions: 1, replication: 1, tls: false, timeoutSeconds: 10`;
    world = isolationWorld(
      { events: `{ driver: kafka, ${settings}, credentials: "env:AKILI_PLATFORM__EVENTS" }` },
      { AKILI_PLATFORM__EVENTS: JSON.stringify({ username: 'admin', password }) },
    );
    platform = await kafkaDriver().connect(contextFor(server.access));
    await world.apply();
  }, 240_000);
  afterAll(async () => {
    await platform?.close();
    await server?.stop();
    world?.remove();
  });

  const admin = async () => await (await platform.session({ slug: 'platform', id: '0' }, 'platform')).admin();
  const acl = (principal: string, operation: string, name: string, more: Partial<Acl> = {}): Acl => ({
    ...{ principal, host: '*', permission: 'ALLOW', operation, resource: 'TOPIC', pattern: 'PREFIXED', name },
    ...more,
  });
  /** What the probe finds while these ACLs are there. */
  const whileOpen = async (...acls: readonly Acl[]): Promise<Verified> => {
    const before = await (await admin()).acls();
    await (await admin()).createAcls(acls);
    try {
      return await world.verify();
    } finally {
      await (await admin()).deleteAcls(acls);
      expect(await (await admin()).acls()).toEqual(before);
    }
  };

  test('an environment as applied is clean, and discloses nothing', async () => {
    const { exitCode, probe, through, foreign } = await world.verify();
    expect([exitCode, through, foreign]).toEqual([0, [], []]);
    expect(probe.counts.filter(({ engine }) => engine === 'events')).toEqual(
      ['acme-corp', 'globex', 'globex-inc'].map((tenant) => ({
        ...{ engine: 'events', driver: 'kafka', tenant },
        ...{ tried: 16, refused: 16, disclosed: 0, violated: 0, undecided: 0 },
      })),
    );
  });

  test('an ACL without the dot is found: the slug of one tenant begins that of another', async () => {
    const found = await whileOpen(acl('User:tenant-globex', 'READ', 'globex'));
    expect(found.exitCode).toBe(8);
    expect(found.through).toEqual([
      'events globex list topics of globex-inc',
      'events globex read a topic of globex-inc',
    ]);
    expect(found.foreign.join()).toContain('globex… (prefix)');
  });

  test('a literal * is found, of whoever it is', async () => {
    const found = await whileOpen(acl('User:tenant-globex', 'WRITE', '*', { pattern: 'LITERAL' }));
    expect(found.exitCode).toBe(8);
    expect(found.through).toContain('events globex write a topic of acme-corp');
    expect(found.through).toContain('events globex write a topic of globex-inc');
    expect(found.foreign.length).toBeGreaterThan(0);
  });

  test('an ACL for everybody is found', async () => {
    const found = await whileOpen(acl('User:*', 'READ', topic, { pattern: 'LITERAL' }));
    expect(found.exitCode).toBe(8);
    expect(found.through).toContain('events acme-corp read a topic of globex-inc');
    expect(found.foreign).toEqual([expect.stringContaining('User:*')]);
  });

  test("another tenant's consumer groups are found open", async () => {
    const found = await whileOpen(acl('User:tenant-globex', 'READ', 'globex', { resource: 'GROUP' }));
    expect([found.exitCode, found.through]).toEqual([8, ['events globex subscribe a consumer group of globex-inc']]);
  });

  test('the right to make topics anywhere is found, and no topic is made', async () => {
    const open = acl('User:tenant-acme-corp', 'CREATE', 'kafka-cluster', { resource: 'CLUSTER', pattern: 'LITERAL' });
    const topics = await (await admin()).topics();
    const found = await whileOpen(open);
    expect(found.exitCode).toBe(8);
    expect(found.through).toContain('events acme-corp write a new topic of globex-inc');
    expect(await (await admin()).topics()).toEqual(topics);
  });

  test('the right to write ACLs is found, and the one that was written is gone', async () => {
    const open = acl('User:tenant-acme-corp', 'ALTER', 'kafka-cluster', { resource: 'CLUSTER', pattern: 'LITERAL' });
    const found = await whileOpen(open);
    expect(found.exitCode).toBe(8);
    expect(found.through).toContain('events acme-corp grant the ACLs of the cluster of globex');
    const told = found.probe.attempts.find(({ action, outcome }) => action === 'grant' && outcome === 'violated');
    expect(told?.detail).toBe('ACLs may be written: one was; it was taken away again');
  });

  test('a run for one tenant needs its own secrets alone, and names nobody else', async () => {
    const { env } = world;
    const credential = env['AKILI_PLATFORM__EVENTS'] as string;
    const open = acl('User:tenant-globex', 'READ', 'globex');
    await (await admin()).createAcls([open]);
    delete env['AKILI_PLATFORM__EVENTS'];
    try {
      const found = await world.verify({ tenants: ['globex'] });
      expect([found.exitCode, found.through]).toEqual([
        8,
        ['events globex list topics of another', 'events globex read a topic of another'],
      ]);
      expect(JSON.stringify(found.probe)).not.toMatch(/globex[-_]inc|acme/);
      expect(found.probe.notProbed).toContain(
        "Access that nobody declared, on `events.access`, `events.quota`, `events.user`: only the platform's login sees it.",
      );
    } finally {
      env['AKILI_PLATFORM__EVENTS'] = credential;
      await (await admin()).deleteAcls([open]);
    }
  });
}
