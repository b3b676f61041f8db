import { fromWire, anyAcl, toWire } from '../acl-codes.ts';
import { sortAcls, withoutAcls, type Acl } from '../acl.ts';
import type { KafkaAdmin, LiveQuota, LiveTopic } from '../kafka-admin.ts';
import { settle } from '../settle.ts';
import type { UserStore } from '../user-store.ts';
import type { BrokerConnections } from './broker-connections.ts';
import {
  alterQuotas,
  describeConfigs,
  describeQuotas,
  incrementalAlterConfigs,
  metadata,
  type WireTopic,
} from './requests.ts';
import { setTopic } from './topic-changes.ts';

/** Settings of a topic itself; what a broker or the default says is no override. */
const topicOverride = 1;

/** The administrative requests over one set of connections: kafkajs's where it has them, ours where it lacks them. */
export function wireAdmin(connections: BrokerConnections, users: UserStore): KafkaAdmin {
  const acls = async (filter: Parameters<typeof describe>[1] = {}): Promise<readonly Acl[]> =>
    describe(connections, filter);
  const configs: KafkaAdmin['configs'] = async (topics) =>
    new Map(
      (await connections.send(describeConfigs, topics)).map(({ topic, entries }) => [
        topic,
        Object.fromEntries(
          entries
            .filter(({ source, value }) => source === topicOverride && value !== null)
            .map(({ name, value }) => [name, value as string]),
        ),
      ]),
    );
  const quotas = async (): Promise<readonly LiveQuota[]> =>
    (await connections.send(describeQuotas, null)).flatMap(({ entity, limits }) => {
      const user = entity.length === 1 && entity[0]?.type === 'user' ? entity[0].name : null;
      return user === null ? [] : [{ user, limits }];
    });
  return {
    topics: async () => (await connections.send(metadata, null)).topics.filter(isReadable).map(asTopic),
    configs,
    acls,
    aclsAbout: (prefix) => about(prefix, acls),
    users: () => users.users(),
    async quotas() {
      if (await connections.knows(describeQuotas)) return { value: await quotas() };
      return { unsupported: 'it has no DescribeClientQuotas (Kafka has it since 2.6)' };
    },
    ...setTopic(connections),
    async setConfigs(topic, wanted) {
      await connections.send(incrementalAlterConfigs, { topic, configs: wanted });
      await settle(`settings of ${topic}`, async () => {
        const live = (await configs([topic])).get(topic) ?? {};
        return Object.entries(wanted).every(([name, value]) => live[name] === value);
      });
    },
    async createAcls(wanted) {
      if (wanted.length === 0) return;
      await connections.call('CreateAcls', (broker) => broker.createAcls({ acl: wanted.map(toWire) }));
      await settle('ACLs', async () => withoutAcls(wanted, await acls()).length === 0);
    },
    async deleteAcls(unwanted) {
      if (unwanted.length === 0) return;
      await connections.call('DeleteAcls', (broker) => broker.deleteAcls({ filters: unwanted.map(toWire) }));
      await settle('ACLs are gone', async () => withoutAcls(unwanted, await acls()).length === unwanted.length);
    },
    setUser: (login) => users.setUser(login),
    deleteUser: (user) => users.deleteUser(user),
    async setQuota(user, limits) {
      const find = async () => (await quotas()).find((one) => one.user === user)?.limits ?? {};
      const remove = Object.keys(await find()).filter((name) => !(name in limits));
      if (remove.length > 0 || Object.keys(limits).length > 0)
        await connections.send(alterQuotas, { user, set: limits, remove });
      await settle(`limits of ${user}`, async () => sameLimits(await find(), limits));
    },
    close: () => connections.close(),
  };
}

async function describe(
  connections: BrokerConnections,
  filter: { readonly resourceType?: number; readonly resourceName?: string; readonly resourcePatternType?: number },
): Promise<readonly Acl[]> {
  const { resources } = await connections.call('DescribeAcls', (broker) =>
    broker.describeAcls({ ...anyAcl, ...filter }),
  );
  return sortAcls(resources.flatMap(({ acls, ...resource }) => acls.map((acl) => fromWire({ ...resource, ...acl }))));
}

/**
 * ACLs about names in a prefix. MATCH finds what applies to a name: literal, prefixed, `*`; what begins with the prefix
 * and says more is found by looking through the rest.
 */
async function about(
  prefix: string,
  describeBy: (filter?: Parameters<typeof describe>[1]) => Promise<readonly Acl[]>,
): Promise<readonly Acl[]> {
  const match = 2;
  const matched = await describeBy({ resourceName: prefix, resourcePatternType: match });
  const within = (await describeBy()).filter(({ name }) => name.startsWith(prefix));
  return sortAcls([...matched, ...within]);
}

/** A topic that is being deleted still has a name for a moment. */
function isReadable({ error, internal }: WireTopic): boolean {
  return !internal && error !== 3;
}

function asTopic({ topic, partitions }: WireTopic): LiveTopic {
  return { topic, partitions: partitions.length, replication: partitions[0]?.replicas ?? 0 };
}

function sameLimits(a: LiveQuota['limits'], b: LiveQuota['limits']): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
