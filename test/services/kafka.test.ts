import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { kafkaDriver, type KafkaSession } from '@akili/driver-kafka';
import type { Json } from '@akili/model';
import { EngineError } from '@akili/resource';
import type { Difference, Driver, EngineConnection, Observed, Resource } from '@akili/resource';
import {
  acmeCorp,
  dailyRevenue,
  describeDriver,
  globexInc,
  observe,
  product,
  runStep,
  stepsBetween,
  weeklySummary,
} from '@akili/testkit';
import { Kafka, logLevel, type Admin } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contextFor, loginOf, lowerFor, recording, settingsOf, tenants, type Records } from './kafka-tenants.ts';
import { kafka, startKafka, type KafkaAccess } from './kafka.ts';
import type { RunningService } from './service.ts';

const refused = await kafka.install();
if (refused !== undefined) process.stderr.write(`${kafka.name} is not tested: ${refused.missing}\n`);

const acme = { slug: acmeCorp.slug, id: acmeCorp.id };
const globex = { slug: globexInc.slug, id: globexInc.id };
const refunds = product('acme-corp', 'sales', 'daily_refunds');
const topic = 'acme-corp.daily_revenue.data.available';
const signal = new AbortController().signal;

// Where the server cannot be had there is nothing to collect either.
if (refused === undefined) {
  const running = await kafka.start();
  const { access } = running;
  afterAll(() => running.stop());
  const quotas = { producerBytesPerSecond: 1_000_000, consumerBytesPerSecond: 2_000_000 };
  const settings = settingsOf(access, { quotas });
  const records: Records = new Map();
  const driver = recording(kafkaDriver(), records);
  const lowerAcme = (products: readonly (typeof refunds)[], more: { readonly [key: string]: Json } = {}) =>
    lowerFor({ tenants: [acmeCorp], products, settings: { ...settings, ...more } });

  const makeEnvironment = async () => {
    records.clear();
    await wipe(access);
    return { context: contextFor(access, { settings, records }), dispose: () => Promise.resolve() };
  };

  describeDriver('kafka', {
    driver,
    makeEnvironment,
    samples: [
      {
        name: 'topics come, grow and go, limits and settings change',
        desired: lowerAcme([dailyRevenue, refunds]),
        changed: lowerAcme([dailyRevenue], {
          partitions: 3,
          configs: { 'retention.ms': '86400000' },
          quotas: { producerBytesPerSecond: 5_000_000, mutationsPerSecond: 10 },
        }),
      },
      {
        name: 'a rotation adds the other login',
        desired: lowerAcme([dailyRevenue]),
        changed: lowerFor({
          tenants: [acmeCorp],
          products: [dailyRevenue],
          settings,
          logins: { 'acme-corp': { reference: 'vault:x', version: '2', previous: '1' } },
        }),
      },
      {
        name: 'a tenant is suspended, and its quotas are lifted',
        desired: lowerAcme([]),
        changed: lowerFor({
          tenants: [{ ...acmeCorp, status: 'suspended' }],
          products: [],
          settings: settingsOf(access),
        }),
      },
    ],
    bystander: {
      tenant: globex,
      desired: lowerFor({ tenants: [globexInc], products: [weeklySummary], settings }),
    },
    plantUnmarked: async () => {
      await withAdmin(access, (admin) =>
        admin.createTopics({ topics: [{ topic: 'acme-corp.by_hand', numPartitions: 1, replicationFactor: 1 }] }),
      );
    },
    spoil(step) {
      const wrapped = step.request as { readonly record: Json; readonly request: { readonly [key: string]: Json } };
      const { op } = wrapped.request;
      const worse =
        op === 'create'
          ? { ...wrapped.request, replication: 7 }
          : op === 'configure'
            ? { ...wrapped.request, configs: { 'retention.ms': 'soon' } }
            : 'limits' in wrapped.request
              ? { ...wrapped.request, limits: { no_such_rate: 1 } }
              : undefined;
      return worse === undefined ? undefined : { ...step, request: { ...wrapped, request: worse } };
    },
  });

  describe('two tenants on one broker', () => {
    const all = lowerFor({ tenants: [acmeCorp, globexInc], products: [dailyRevenue, weeklySummary], settings });
    let connection: EngineConnection<KafkaSession>;

    beforeAll(async () => {
      records.clear();
      await wipe(access);
      connection = await driver.connect(contextFor(access, { settings, records }));
      await apply(driver, connection, all);
    });
    afterAll(() => connection.close());

    /** What differs at an address: a broker acknowledges what is done by hand a moment before it shows it. */
    async function planted(address: string): Promise<Difference> {
      for (let tries = 0; tries < 200; tries += 1) {
        const difference = diffOf(driver, all, await observe(connection, [acme]), address);
        if (difference !== undefined) return difference;
        await sleep(20);
      }
      return expect.fail(`nothing differs at ${address}`);
    }

    test('nothing is left to do', async () => {
      expect(summaries(stepsBetween(driver, all, await observe(connection, [acme, globex])))).toEqual([]);
    });

    test('a tenant produces to its topics and consumes from them', async () => {
      const client = clientOf(access, loginOf('acme-corp', '1'));
      expect(await roundTrip(client, topic, 'acme-corp.readers')).toBe('hello');
    });

    test('a tenant can neither see, read, write, make, change nor delete what is another tenant’s', async () => {
      const client = clientOf(access, loginOf('globex-inc', '1'));
      const admin = client.admin();
      await admin.connect();
      try {
        expect(await admin.listTopics()).toEqual([
          'globex-inc.weekly_transaction_summary.data.available',
          'globex-inc.weekly_transaction_summary.execution.events',
        ]);
        const own = 'globex-inc.weekly_transaction_summary.data.available';
        expect(await roundTrip(client, own, 'globex-inc.readers')).toBe('hello');
        const refusals = await Promise.all(
          [
            () => produce(client, topic, 'x'),
            () => roundTrip(client, own, 'acme-corp.readers'),
            () => admin.createTopics({ topics: [{ topic: 'acme-corp.mine.now' }] }),
            () => admin.createTopics({ topics: [{ topic: 'globex-incubator.x' }] }),
            () => admin.deleteTopics({ topics: [topic] }),
            () => admin.describeAcls({ resourceType: 2, resourcePatternType: 1, operation: 1, permissionType: 1 }),
            () =>
              admin.createAcls({
                acl: [
                  {
                    ...{ resourceType: 2, resourceName: 'acme-corp.', resourcePatternType: 4, permissionType: 3 },
                    ...{ principal: 'User:tenant-globex-inc', host: '*', operation: 3 },
                  },
                ],
              }),
          ].map((attempt) => attempt().then(() => 'done', kindOf)),
        );
        expect(refusals).toEqual([
          'TOPIC_AUTHORIZATION_FAILED',
          // kafkajs hides why: the broker does not tell who may not read the group where its coordinator is.
          'KafkaJSGroupCoordinatorNotFound',
          'TOPIC_AUTHORIZATION_FAILED',
          'TOPIC_AUTHORIZATION_FAILED',
          'TOPIC_AUTHORIZATION_FAILED',
          'CLUSTER_AUTHORIZATION_FAILED',
          'CLUSTER_AUTHORIZATION_FAILED',
        ]);
      } finally {
        await admin.disconnect();
      }
    });

    const holes = [
      ['an ACL without the dot', { resourceName: 'acme', resourcePatternType: 4, principal: 'User:stranger' }],
      ['a wildcard ACL', { resourceName: '*', resourcePatternType: 3, principal: 'User:stranger' }],
      ['an ACL for everybody', { resourceName: topic, resourcePatternType: 3, principal: 'User:*' }],
      [
        'an ACL of another tenant',
        { resourceName: 'acme-corp.', resourcePatternType: 4, principal: 'User:tenant-globex-inc' },
      ],
    ] as const;
    for (const [name, fields] of holes)
      test(`${name} is found as foreign access and removed`, async () => {
        const acl = { ...fields, resourceType: 2, host: '*', operation: 3, permissionType: 3 };
        await withAdmin(access, (admin) => admin.createAcls({ acl: [acl] }));
        const difference = await planted('acme-corp/events.access/acme-corp.');
        const live = await observe(connection, [acme]);
        expect(difference).toMatchObject({
          op: 'update',
          foreign: true,
          steps: [{ risk: 'security', credential: 'platform' }],
        });
        expect(JSON.stringify([difference, live])).not.toContain('globex');
        await apply(driver, connection, all);
        expect(await foreignLeft(access)).toEqual([]);
        expect(summaries(stepsBetween(driver, all, await observe(connection, [acme, globex])))).toEqual([]);
      });

    test('a right that the tenant’s own login was given by hand is foreign access, and is taken back', async () => {
      const acl = {
        resourceType: 4,
        resourceName: 'kafka-cluster',
        resourcePatternType: 3,
        principal: 'User:tenant-acme-corp',
        host: '*',
        operation: 7,
        permissionType: 3,
      };
      await withAdmin(access, (admin) => admin.createAcls({ acl: [acl] }));
      const difference = await planted('acme-corp/events.access/acme-corp.');
      expect(difference).toMatchObject({
        foreign: true,
        reason: 'not declared: ALLOW User:tenant-acme-corp ALTER on CLUSTER kafka-cluster from *',
      });
      await apply(driver, connection, all);
      expect(await foreignLeft(access)).toEqual([]);
    });

    test('an ACL that is gone is no foreign access, and comes back', async () => {
      const acl = {
        resourceType: 2,
        resourceName: 'acme-corp.',
        resourcePatternType: 4,
        principal: 'User:tenant-acme-corp',
        host: '*',
        operation: 4,
        permissionType: 3,
      };
      await withAdmin(access, (admin) => admin.deleteAcls({ filters: [acl] }));
      const difference = await planted('acme-corp/events.access/acme-corp.');
      expect(difference.foreign).toBeUndefined();
      expect(difference.steps.map(({ summary }) => summary)).toEqual([
        "allow acme-corp.… to the tenant's logins: TOPIC WRITE",
      ]);
      await apply(driver, connection, all);
      expect(summaries(stepsBetween(driver, all, await observe(connection, [acme, globex])))).toEqual([]);
    });

    test('a retention that was changed by hand is put back, and other settings stay', async () => {
      await withAdmin(access, (admin) =>
        admin.alterConfigs({
          validateOnly: false,
          resources: [
            {
              type: 2,
              name: topic,
              configEntries: [
                { name: 'retention.ms', value: '1000' },
                { name: 'segment.bytes', value: '1048576' },
              ],
            },
          ],
        }),
      );
      const difference = await planted(`acme-corp/events.topic/${topic}`);
      expect(difference.reason).toBe('retention.ms 1000 -> 604800000');
      await apply(driver, connection, all);
      const live = (await observe(connection, [acme])).find(({ name }) => name === topic);
      expect(live?.value).toMatchObject({ configs: { 'retention.ms': '604800000', 'segment.bytes': '1048576' } });
    });

    test('a topic that was deleted by hand comes back', async () => {
      await withAdmin(access, (admin) => admin.deleteTopics({ topics: [topic] }));
      const difference = await planted(`acme-corp/events.topic/${topic}`);
      expect(difference.op).toBe('create');
      await apply(driver, connection, all);
      expect(summaries(stepsBetween(driver, all, await observe(connection, [acme, globex])))).toEqual([]);
    });

    test('rotation leaves no moment without a login: the other slot comes, both work, the old one goes', async () => {
      const logins = (login: { readonly version: string; readonly previous?: string }) =>
        lowerFor({
          tenants: [acmeCorp, globexInc],
          products: [dailyRevenue, weeklySummary],
          settings,
          logins: { 'acme-corp': { reference: 'vault:x', ...login } },
        });
      const one = clientOf(access, loginOf('acme-corp', '1'));
      const two = clientOf(access, loginOf('acme-corp', '2'));
      await apply(driver, connection, logins({ version: '2', previous: '1' }));
      expect([await canLogIn(one), await canLogIn(two)]).toEqual([true, true]);
      await produce(two, topic, 'from the other login');
      await apply(driver, connection, logins({ version: '2' }));
      expect([await canLogIn(one), await canLogIn(two)]).toEqual([false, true]);
      await apply(driver, connection, logins({ version: '3', previous: '2' }));
      await apply(driver, connection, logins({ version: '3' }));
      expect([await canLogIn(clientOf(access, loginOf('acme-corp', '3'))), await canLogIn(two)]).toEqual([true, false]);
      await apply(driver, connection, all);
      expect(summaries(stepsBetween(driver, all, await observe(connection, [acme, globex])))).toEqual([]);
    });

    test('a suspended tenant reads and writes no more; an archived one has no login and keeps its topics', async () => {
      const client = clientOf(access, loginOf('acme-corp', '1'));
      const as = (status: 'suspended' | 'archived') =>
        lowerFor({ tenants: [{ ...acmeCorp, status }, globexInc], products: [dailyRevenue, weeklySummary], settings });
      await apply(driver, connection, as('suspended'));
      expect(await produce(client, topic, 'x').then(() => 'done', kindOf)).toBe('TOPIC_AUTHORIZATION_FAILED');
      expect(await canLogIn(client)).toBe(true);
      await apply(driver, connection, as('archived'));
      expect(await canLogIn(client)).toBe(false);
      expect((await observe(connection, [acme])).map(({ address }) => address)).toEqual([
        `acme-corp/events.topic/${topic}`,
        'acme-corp/events.topic/acme-corp.daily_revenue.execution.events',
      ]);
      await apply(driver, connection, all);
      await produce(client, topic, 'again');
    });

    test('with only its own login a tenant reads its topics, and says which kinds it cannot see', async () => {
      const own = await driver.connect(contextFor(access, { settings, records, reads: 'tenant' }));
      try {
        expect(own.unread).toEqual(['events.access', 'events.quota', 'events.user']);
        const whole = (await observe(connection, [acme])).filter(({ kind }) => kind === 'events.topic');
        expect(await observe(own, [acme])).toEqual(whole);
      } finally {
        await own.close();
      }
    });

    test('a lost state is a refresh: passwords are set again, everything else is as declared', async () => {
      const lost = await kafkaDriver().connect(contextFor(access, { settings }));
      try {
        const live = await observe(lost, [acme]);
        const open = all
          .filter(({ tenant }) => tenant.slug === 'acme-corp')
          .flatMap((resource) => {
            const seen = live.find(({ address }) => address === resource.address);
            const type = kafkaDriver().types.find(({ kind }) => kind === resource.kind);
            if (seen?.mark === undefined && seen !== undefined && type?.adopts?.(resource as Resource<never>, seen))
              return [[resource.address, 'adopted']];
            const difference = diffOf(kafkaDriver(), [resource], seen === undefined ? [] : [seen], resource.address);
            return difference === undefined ? [] : [[resource.address, difference.reason]];
          });
        expect(open).toEqual([
          ['acme-corp/events.topic/acme-corp.daily_revenue.data.available', 'adopted'],
          ['acme-corp/events.topic/acme-corp.daily_revenue.execution.events', 'adopted'],
          ['acme-corp/events.user/tenant-acme-corp', 'the password is not recorded as this version'],
        ]);
      } finally {
        await lost.close();
      }
    });
  });

  test('five requests read the cluster for any number of tenants, and each asks anew for what holds now', async () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ ...acmeCorp, slug: `tenant-${index}`, id: acmeCorp.id }));
    const requests: string[] = [];
    const connection = await kafkaDriver({ onRequest: (name) => requests.push(name) }).connect(
      contextFor(access, { settings, tenants: [...many, ...tenants] }),
    );
    try {
      await Promise.all([...many, acme, globex].map((tenant) => connection.inventory(tenant, signal)));
      expect(requests.toSorted()).toEqual([
        'DescribeAcls',
        'DescribeClientQuotas',
        'DescribeConfigs',
        'DescribeUserScramCredentials',
        'Metadata',
      ]);
      await connection.inventory(acme, signal);
      expect(requests.length).toBe(10);
    } finally {
      await connection.close();
    }
  });

  test('ten tenants are applied at once', async () => {
    records.clear();
    await wipe(access);
    const ten = Array.from({ length: 10 }, (_, index) => ({
      ...acmeCorp,
      slug: `crowd-${index}`,
      id: `${acmeCorp.id.slice(0, -1)}${index}`,
    }));
    const desired = lowerFor({
      tenants: ten,
      products: ten.map(({ slug }) => product(slug, 'sales', 'revenue')),
      settings,
    });
    const connection = await driver.connect(contextFor(access, { settings, records, tenants: ten }));
    try {
      const each = ten.map(({ slug, id }) => ({
        identity: { slug, id },
        own: desired.filter(({ tenant }) => tenant.slug === slug),
      }));
      await Promise.all(each.map(({ own }) => apply(driver, connection, own)));
      for (const { identity, own } of each)
        expect(summaries(stepsBetween(driver, own, await observe(connection, [identity])))).toEqual([]);
    } finally {
      await connection.close();
    }
  });

  describe('what goes wrong', () => {
    const failure = async (context: ReturnType<typeof contextFor>): Promise<EngineError> => {
      const connection = await kafkaDriver().connect(context);
      try {
        return await connection.inventory(acme, signal).then(
          () => expect.fail('no failure'),
          (error: unknown) => error as EngineError,
        );
      } finally {
        await connection.close();
      }
    };

    test('a wrong password', async () => {
      const error = await failure(contextFor(access, { settings, platformPassword: 'hunter2-hunter2' }));
      expect(error).toBeInstanceOf(EngineError);
      expect(error.retryable).toBe(false);
      expect(error.message).toBe(
        `Kafka at ${access.address} with env:AKILI_PLATFORM__EVENTS: the broker refused the login: the password is wrong, or the login is not there`,
      );
    });

    test('says nothing on its own, and keeps no process alive', async () => {
      const child = fileURLToPath(new URL('kafka-child.ts', import.meta.url));
      const ask = (address: string, password: string) =>
        promisify(execFile)(process.execPath, ['--import', 'tsx', child, address, password], { timeout: 60_000 });
      const answers = await Promise.all([
        ask(access.address, access.password),
        ask(access.address, 'wrong'),
        ask('127.0.0.1:1', access.password),
      ]);
      expect(answers).toEqual([
        { stdout: 'read\n', stderr: '' },
        { stdout: 'the broker refused the login: the password is wrong, or the login is not there\n', stderr: '' },
        { stdout: 'the broker cannot be reached: Connection error: connect ECONNREFUSED 127.0.0.1:1\n', stderr: '' },
      ]);
    });

    test('a tenant’s secret that is for another login', async () => {
      const context = contextFor(access, { settings });
      const connection = await kafkaDriver().connect({
        ...context,
        secret: () => Promise.resolve(loginOf('globex-inc', '1')),
      });
      const session = await connection.session(acme, 'platform');
      await expect(session.password('tenant-acme-corp', 'vault:x', '1')).rejects.toThrow(
        'the secret vault:x is not for the login tenant-acme-corp: its username is another',
      );
      await connection.close();
    });

    test('a broker that hangs is given up and worth another try', async () => {
      const quick = settingsOf(access, { timeoutSeconds: 1 });
      const connection = await kafkaDriver().connect(contextFor(access, { settings: quick }));
      await connection.inventory(acme, signal);
      access.freeze();
      try {
        const error = (await connection.inventory(acme, signal).catch((reason: unknown) => reason)) as EngineError;
        expect(error.message).toMatch(/^Kafka at .*: the broker did not answer in time$/);
        expect(error.retryable).toBe(true);
      } finally {
        access.thaw();
      }
      await connection.inventory(acme, signal);
      await connection.close();
    });

    test('a broker that dies and comes back is reached again by the same connection', async () => {
      const connection = await kafkaDriver().connect(contextFor(access, { settings }));
      const before = await connection.inventory(acme, signal);
      await access.kill();
      const error = (await connection.inventory(acme, signal).catch((reason: unknown) => reason)) as EngineError;
      expect([error.name, error.retryable]).toEqual(['EngineError', true]);
      await access.resume();
      expect(await connection.inventory(acme, signal)).toEqual(before);
      await connection.close();
    });

    test('a broker without an authorizer is refused: isolation would not be enforced', async () => {
      const open: RunningService<KafkaAccess> = await startKafka(false);
      try {
        const error = await failure(contextFor(open.access));
        expect(error.message).toMatch(/DescribeAcls: isolation is not enforced: the broker has no authorizer/);
        expect(error.retryable).toBe(false);
      } finally {
        await open.stop();
      }
    });
  });
} else {
  test.skip(`Kafka cannot be had here: ${refused.missing}`, () => undefined);
}

/** Brings the broker to what is declared, with the sessions that the steps ask for. */
async function apply(
  driver: Driver<KafkaSession>,
  connection: EngineConnection<KafkaSession>,
  desired: readonly Resource[],
): Promise<void> {
  const known = [...new Map(desired.map(({ tenant }) => [tenant.slug, tenant])).values()];
  for (const step of stepsBetween(driver, desired, await observe(connection, known), known))
    await runStep(connection, step);
}

const summaries = (steps: ReturnType<typeof stepsBetween>) => steps.map(({ step }) => step.summary);

function diffOf(
  driver: Driver<KafkaSession>,
  desired: readonly Resource[],
  live: readonly Observed[],
  address: string,
) {
  const resource = desired.find((one) => one.address === address) as Resource<never>;
  const type = driver.types.find(({ kind }) => kind === resource.kind);
  return type?.diff(
    resource,
    live.find((one) => one.address === address),
  );
}

function clientOf(
  access: Pick<KafkaAccess, 'address'>,
  login: { readonly username: string; readonly password: string },
): Kafka {
  return new Kafka({
    brokers: [access.address],
    sasl: { mechanism: 'scram-sha-256', ...login },
    logLevel: logLevel.NOTHING,
    retry: { retries: 2, initialRetryTime: 50 },
  });
}

/** As the super user, with a client that is not ours. */
async function withAdmin<T>(
  access: Pick<KafkaAccess, 'address' | 'password'>,
  body: (admin: Admin) => Promise<T>,
): Promise<T> {
  const admin = clientOf(access, { username: 'admin', password: access.password }).admin();
  await admin.connect();
  try {
    return await body(admin);
  } finally {
    await admin.disconnect();
  }
}

/** Everything of everybody goes; the broker is as if new. */
async function wipe(access: KafkaAccess): Promise<void> {
  const context = contextFor(access);
  const connection = await kafkaDriver().connect(context);
  const admin = await (await connection.session(acme, 'platform')).admin();
  for (const { topic: name } of await admin.topics()) await admin.deleteTopic(name);
  await admin.deleteAcls(await admin.acls());
  const users = await admin.users();
  for (const { user } of 'value' in users ? users.value : []) if (user !== 'admin') await admin.deleteUser(user);
  const quotas = await admin.quotas();
  for (const { user } of 'value' in quotas ? quotas.value : []) await admin.setQuota(user, {});
  await connection.close();
}

/** ACLs of principals that no tenant has, and of tenants beyond their prefixes. */
async function foreignLeft(access: KafkaAccess): Promise<readonly unknown[]> {
  const { resources } = await withAdmin(access, (admin) =>
    admin.describeAcls({ resourceType: 1, resourcePatternType: 1, operation: 1, permissionType: 1 }),
  );
  return resources.flatMap(({ resourceName, acls }) =>
    acls.filter(({ principal }) => `User:tenant-${resourceName.slice(0, -1)}` !== principal),
  );
}

async function produce(client: Kafka, name: string, value: string): Promise<void> {
  const producer = client.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  try {
    await producer.send({ topic: name, messages: [{ value }] });
  } finally {
    await producer.disconnect();
  }
}

/** Announces and hears: the value that came back. */
async function roundTrip(client: Kafka, name: string, groupId: string): Promise<string | undefined> {
  await produce(client, name, 'hello');
  const consumer = client.consumer({ groupId });
  await consumer.connect();
  try {
    await consumer.subscribe({ topic: name, fromBeginning: true });
    return await new Promise((resolve, reject) => {
      consumer.on('consumer.crash', ({ payload }) => reject(payload.error));
      consumer.run({ eachMessage: ({ message }) => Promise.resolve(resolve(message.value?.toString())) }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
}

async function canLogIn(client: Kafka): Promise<boolean> {
  const admin = client.admin();
  try {
    await admin.connect();
    return true;
  } catch {
    return false;
  } finally {
    await admin.disconnect();
  }
}

function kindOf(error: unknown): string {
  const { type, errors, cause } = error as { type?: string; errors?: readonly unknown[]; cause?: unknown };
  if (type !== undefined) return type;
  if (errors !== undefined) return kindOf(errors[0]);
  return cause === undefined ? (error as Error).name : kindOf(cause);
}
