import type { Consumer, Kafka, KafkaMessage } from 'kafkajs';
import { record } from '../files/json-records.ts';
import { SourceError } from '../source.ts';
import { JsonNumber, readLossless } from '../values/lossless-json.ts';
import type { SourceRecord } from '../values/record-value.ts';

export interface TopicReading {
  readonly topic: string;
  readonly groupId: string;
  /** Where each partition begins and ends now: what is written later is for the next load. */
  readonly offsets: readonly { readonly partition: number; readonly low: string; readonly high: string }[];
  readonly signal: AbortSignal;
  readonly fail: (error: unknown) => Error;
}

/** Messages that may wait to be taken. */
const mostWaiting = 10_000;

/**
 * Every message of a topic up to where it ended when the reading began. A group is only joined because the protocol has no
 * other way with this client; nothing is committed, so that no load takes anything from another.
 */
export async function* readTopic(client: Kafka, reading: TopicReading): AsyncGenerator<SourceRecord> {
  const { topic, groupId, offsets, signal, fail } = reading;
  const ends = new Map(
    offsets
      .filter(({ low, high }) => BigInt(high) > BigInt(low))
      .map(({ partition, high }) => [partition, BigInt(high)]),
  );
  if (ends.size === 0) return;
  const consumer: Consumer = client.consumer({ groupId, retry: { retries: 2 } });
  const waiting: SourceRecord[] = [];
  let failure: Error | undefined;
  let wake: () => void = () => undefined;
  const stop = (): void => {
    failure ??= signal.reason as Error;
    wake();
  };
  signal.addEventListener('abort', stop, { once: true });
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    failure ??= fail(payload.error);
    wake();
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch, isRunning, heartbeat }) => {
        for (const message of batch.messages) {
          const end = ends.get(batch.partition);
          if (end === undefined || failure !== undefined || !isRunning()) break;
          if (BigInt(message.offset) < end) {
            try {
              waiting.push(recordOf(message, batch.partition, topic));
            } catch (error) {
              failure ??= error as Error;
            }
          }
          if (BigInt(message.offset) + 1n >= end) ends.delete(batch.partition);
        }
        // A compacted or aborted end has no message of its own.
        const end = ends.get(batch.partition);
        if (end !== undefined && BigInt(batch.lastOffset()) + 1n >= end) ends.delete(batch.partition);
        wake();
        while (waiting.length > mostWaiting && failure === undefined && isRunning()) {
          await heartbeat();
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      },
    });
    for (const { partition, low } of offsets) consumer.seek({ topic, partition, offset: low });
    for (;;) {
      if (failure !== undefined) throw failure;
      const next = waiting.splice(0, waiting.length);
      if (next.length === 0 && ends.size === 0) return;
      if (next.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      yield* next;
    }
  } catch (error) {
    throw error instanceof SourceError || error === failure ? error : fail(error);
  } finally {
    signal.removeEventListener('abort', stop);
    failure ??= new Error('the reading has ended');
    await consumer.disconnect().catch(() => undefined);
  }
}

function recordOf({ key, value, offset, timestamp }: KafkaMessage, partition: number, topic: string): SourceRecord {
  if (value === null)
    throw new SourceError('unsupported', `${topic} holds a message without a value (offset ${offset})`);
  let read;
  try {
    read = readLossless(value.toString('utf8'));
  } catch {
    throw new SourceError('unsupported', `${topic} holds a message that is no JSON (offset ${offset})`);
  }
  return {
    ...record(read, `${topic}, offset ${offset},`),
    _key: key === null ? null : key.toString('utf8'),
    _partition: new JsonNumber(String(partition)),
    _offset: new JsonNumber(offset),
    _timestamp: new Date(Number(timestamp)).toISOString(),
  };
}
