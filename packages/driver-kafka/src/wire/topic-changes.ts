import type { KafkaAdmin } from '../kafka-admin.ts';
import { settle } from '../settle.ts';
import type { BrokerConnections } from './broker-connections.ts';
import { codeOf } from './kafka-error.ts';
import { metadata, type WireTopic } from './requests.ts';

const alreadyThere = 36;
const notThere = 3;
/** Milliseconds that the controller may take. */
const timeout = 10_000;

/** Making, growing and deleting topics. */
export function setTopic(
  connections: BrokerConnections,
): Pick<KafkaAdmin, 'createTopic' | 'deleteTopic' | 'growPartitions'> {
  const find = async (name: string): Promise<WireTopic | undefined> => {
    const [topic] = (await connections.send(metadata, [name])).topics;
    return topic === undefined || topic.error === notThere || topic.partitions.length === 0 ? undefined : topic;
  };
  const settled = (name: string, partitions: number): Promise<void> =>
    settle(`topic ${name}`, async () => {
      const live = await find(name);
      return (
        live !== undefined && live.partitions.length >= partitions && live.partitions.every(({ leader }) => leader >= 0)
      );
    });
  return {
    async createTopic({ topic, partitions, replication, configs }) {
      const configEntries = Object.entries(configs).map(([name, value]) => ({ name, value }));
      const request = { topic, numPartitions: partitions, replicationFactor: replication, configEntries };
      await connections.call('CreateTopics', (broker) =>
        broker.createTopics({ topics: [request], timeout }).catch(unless(alreadyThere)),
      );
      await settled(topic, 1);
    },
    async growPartitions(topic, partitions) {
      const live = await find(topic);
      // Partitions only grow; a second run finds them there.
      if (live === undefined || live.partitions.length < partitions)
        await connections.call('CreatePartitions', (broker) =>
          broker.createPartitions({ topicPartitions: [{ topic, count: partitions }], timeout }),
        );
      await settled(topic, partitions);
    },
    async deleteTopic(topic) {
      if ((await find(topic)) === undefined) return;
      await connections.call('DeleteTopics', (broker) =>
        broker.deleteTopics({ topics: [topic], timeout }).catch(unless(notThere)),
      );
      await settle(`topic ${topic} is gone`, async () => (await find(topic)) === undefined);
    },
  };
}

/** Takes one refusal for the wanted state: a second run of the same step. */
function unless(code: number): (error: unknown) => void {
  return (error) => {
    if (codeOf(error) !== code) throw error;
  };
}
