import type { SASLOptions } from 'kafkajs';
import { loginOf } from '../access/login.ts';
import { settingsOf } from '../access/settings.ts';
import { isLoopback, readAuthority } from '../access/tls.ts';
import { SourceError, type Connector, type Source, type SourceAccess, type StrategyVerdict } from '../source.ts';
import { inferColumns, sampleSize } from '../values/infer-columns.ts';
import type { SourceRecord } from '../values/record-value.ts';
import { recordsToRows } from '../values/records-to-rows.ts';
import { kafkaProblem } from './kafka-problem.ts';
import { readTopic } from './read-topic.ts';

/**
 * Topics of Kafka and Redpanda whose messages are JSON objects. `resource` is the topic; beside the members of a message
 * there are `_key`, `_partition`, `_offset` and `_timestamp`.
 */
export const kafkaConnector: Connector = {
  async open(access, signal) {
    return await openKafka(access, signal);
  },
};

async function openKafka(access: SourceAccess, signal: AbortSignal): Promise<Source> {
  signal.throwIfAborted();
  const settings = settingsOf(access);
  const brokers = settings.texts('brokers') ?? [];
  if (brokers.length === 0) throw new SourceError('unsupported', 'config.brokers is missing');
  const timeoutMs = (settings.count('timeout_seconds') ?? 30) * 1000;
  const isLocal = brokers.every((broker) => isLoopback(broker.replace(/:\d+$/, '')));
  const protocol =
    settings.choice('security_protocol', ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL']) ??
    (isLocal ? 'SASL_PLAINTEXT' : 'SASL_SSL');
  const tls = protocol.endsWith('SSL');
  const ca = settings.text('ca');
  const mechanism = settings.choice('sasl_mechanism', ['SCRAM-SHA-256', 'SCRAM-SHA-512', 'PLAIN']) ?? 'SCRAM-SHA-256';
  if (mechanism === 'PLAIN' && !tls && !isLocal && protocol.startsWith('SASL'))
    throw new SourceError(
      'tls',
      'sasl_mechanism PLAIN would send the password in the clear: say security_protocol SASL_SSL',
    );
  const { Kafka, logLevel } = await import('kafkajs');
  const client = new Kafka({
    clientId: 'akili',
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    connectionTimeout: Math.min(timeoutMs, 10_000),
    authenticationTimeout: timeoutMs,
    requestTimeout: timeoutMs,
    retry: { retries: 1, initialRetryTime: 100 },
    ssl: tls ? (ca === undefined ? true : { ca: [readAuthority(access.root, ca)] }) : false,
    ...(protocol.startsWith('SASL')
      ? { sasl: { mechanism: mechanism.toLowerCase(), ...loginOf(access) } as SASLOptions }
      : {}),
  });
  const at = brokers.join(',');
  const asked = async <T>(work: Promise<T>): Promise<T> =>
    await work.catch((error: unknown) => {
      throw signal.aborted ? (signal.reason as Error) : kafkaProblem(error, access, at, timeoutMs);
    });
  const admin = client.admin();
  try {
    await asked(admin.connect());
  } catch (error) {
    await admin.disconnect().catch(() => undefined);
    // A listener without TLS takes a greeting for nonsense and hangs up.
    if (tls && error instanceof SourceError && error.problem === 'failed')
      throw new SourceError('tls', `${at}: it ended the connection before TLS was there; it may speak none`);
    throw error;
  }
  const groupId = settings.text('group_id') ?? 'akili';
  async function* records(topic: string): AsyncGenerator<SourceRecord> {
    const offsets = await asked(admin.fetchTopicOffsets(topic));
    yield* readTopic(client, {
      topic,
      groupId,
      offsets,
      signal,
      fail: (error) => kafkaProblem(error, access, at, timeoutMs),
    });
  }
  return {
    async test(wanted) {
      const started = performance.now();
      const { brokers: nodes } = await asked(admin.describeCluster());
      const latencyMs = performance.now() - started;
      const topics = (await asked(admin.listTopics())).filter((topic) => !topic.startsWith('__')).sort();
      const strategies: StrategyVerdict[] = [];
      for (const { resource, strategy } of wanted) {
        const reasons = await asked(admin.fetchTopicOffsets(resource)).then(
          () => [],
          (error: unknown) => {
            if (error instanceof SourceError) return [error.message];
            throw error;
          },
        );
        strategies.push({ resource, strategy, works: reasons.length === 0, reasons });
      }
      const serverVersion = `Kafka API, ${nodes.length} ${nodes.length === 1 ? 'broker' : 'brokers'}`;
      return {
        latencyMs,
        serverVersion,
        tls,
        ...(tls ? { certificateChecked: true } : {}),
        readable: topics.slice(0, 1000),
        strategies,
      };
    },
    async introspect(topics) {
      if (topics.length === 0)
        throw new SourceError('unsupported', 'topics are not introspected all at once: name them with --table');
      const tables = [];
      for (const name of topics) {
        const sample: SourceRecord[] = [];
        for await (const one of records(name)) if (sample.push(one) >= sampleSize) break;
        tables.push({ name, columns: inferColumns(sample), primaryKey: [] });
      }
      return tables;
    },
    read: (request) => recordsToRows(records(request.resource), request),
    close: async () => void (await admin.disconnect().catch(() => undefined)),
  };
}
