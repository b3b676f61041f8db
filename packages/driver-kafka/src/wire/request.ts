import type Decoder from 'kafkajs/src/protocol/decoder.js';
import type Encoder from 'kafkajs/src/protocol/encoder.js';

/**
 * A request that kafkajs does not have, in one version: the message as Kafka's protocol defines it
 * (clients/src/main/resources/common/message in apache/kafka).
 */
export interface WireRequest<Request, Response> {
  readonly name: string;
  readonly key: number;
  readonly version: number;
  /** Headers and compact types of KIP-482. */
  readonly flexible: boolean;
  write(encoder: Encoder, request: Request): void;
  read(decoder: Decoder): Response;
}

export function writeArray<T>(encoder: Encoder, all: readonly T[], write: (one: T) => void): void {
  encoder.writeInt32(all.length);
  for (const one of all) write(one);
}

/** Null reads as empty. */
export function readArray<T>(decoder: Decoder, read: () => T): readonly T[] {
  return times(decoder.readInt32(), read);
}

export function writeCompactArray<T>(encoder: Encoder, all: readonly T[] | null, write: (one: T) => void): void {
  encoder.writeUVarInt(all === null ? 0 : all.length + 1);
  for (const one of all ?? []) write(one);
}

export function readCompactArray<T>(decoder: Decoder, read: () => T): readonly T[] {
  return times(decoder.readUVarInt() - 1, read);
}

/** No tagged field. */
export function endOfTags(encoder: Encoder): void {
  encoder.writeUVarInt(0);
}

function times<T>(count: number, read: () => T): readonly T[] {
  const all: T[] = [];
  for (let index = 0; index < count; index += 1) all.push(read());
  return all;
}
