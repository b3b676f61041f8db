import { KafkaProtocolError } from './kafka-error.ts';
import { endOfTags, readArray, readCompactArray, writeArray, writeCompactArray, type WireRequest } from './request.ts';

/** SCRAM mechanisms by Kafka's number. */
export const scramCodes = { 'SCRAM-SHA-256': 1, 'SCRAM-SHA-512': 2 } as const;

function failOn(code: number, message: string | null, unless: readonly number[] = []): void {
  if (code !== 0 && !unless.includes(code)) throw new KafkaProtocolError(code, message);
}

export interface WireTopic {
  readonly error: number;
  readonly topic: string;
  readonly internal: boolean;
  readonly partitions: readonly { readonly error: number; readonly leader: number; readonly replicas: number }[];
}

export interface WireMetadata {
  readonly brokers: readonly { readonly id: number; readonly host: string; readonly port: number }[];
  readonly controller: number;
  readonly topics: readonly WireTopic[];
}

/** kafkajs has it, and throws the whole answer away when one partition of one topic has no leader. */
export const metadata: WireRequest<readonly string[] | null, WireMetadata> = {
  ...{ name: 'Metadata', key: 3, version: 4, flexible: false },
  write(encoder, topics) {
    if (topics === null) encoder.writeInt32(-1);
    else writeArray(encoder, topics, (topic) => encoder.writeString(topic));
    encoder.writeBoolean(false);
  },
  read(decoder) {
    decoder.readInt32();
    const brokers = readArray(decoder, () => {
      const broker = { id: decoder.readInt32(), host: decoder.readString() ?? '', port: decoder.readInt32() };
      decoder.readString();
      return broker;
    });
    decoder.readString();
    const controller = decoder.readInt32();
    const topics = readArray(decoder, () => ({
      error: decoder.readInt16(),
      topic: decoder.readString() ?? '',
      internal: decoder.readBoolean(),
      partitions: readArray(decoder, () => {
        const error = decoder.readInt16();
        decoder.readInt32();
        const leader = decoder.readInt32();
        const replicas = readArray(decoder, () => decoder.readInt32()).length;
        readArray(decoder, () => decoder.readInt32());
        return { error, leader, replicas };
      }),
    }));
    return { brokers, controller, topics };
  },
};

export interface WireConfigs {
  readonly topic: string;
  readonly entries: readonly { readonly name: string; readonly value: string | null; readonly source: number }[];
}

/** kafkajs has it, and throws the whole answer away when one topic went meanwhile. Topics that are gone are left out. */
export const describeConfigs: WireRequest<readonly string[], readonly WireConfigs[]> = {
  ...{ name: 'DescribeConfigs', key: 32, version: 1, flexible: false },
  write(encoder, topics) {
    writeArray(encoder, topics, (topic) => encoder.writeInt8(2).writeString(topic).writeInt32(-1));
    encoder.writeBoolean(false);
  },
  read(decoder) {
    decoder.readInt32();
    const all = readArray(decoder, () => {
      const [code, message] = [decoder.readInt16(), decoder.readString()];
      decoder.readInt8();
      const topic = decoder.readString() ?? '';
      const entries = readArray(decoder, () => {
        const [name, value] = [decoder.readString() ?? '', decoder.readString()];
        decoder.readBoolean();
        const source = decoder.readInt8();
        decoder.readBoolean();
        readArray(decoder, () => [decoder.readString(), decoder.readString(), decoder.readInt8()]);
        return { name, value, source };
      });
      failOn(code, message, [3]);
      return { code, topic, entries };
    });
    return all.filter(({ code }) => code === 0).map(({ topic, entries }) => ({ topic, entries }));
  },
};

interface ConfigChange {
  readonly topic: string;
  readonly configs: { readonly [name: string]: string };
}

/** Sets overrides and keeps the others: AlterConfigs, which kafkajs has, resets what it is not told. */
export const incrementalAlterConfigs: WireRequest<ConfigChange, void> = {
  ...{ name: 'IncrementalAlterConfigs', key: 44, version: 0, flexible: false },
  write(encoder, { topic, configs }) {
    encoder.writeInt32(1).writeInt8(2).writeString(topic);
    writeArray(encoder, Object.entries(configs), ([name, value]) =>
      encoder.writeString(name).writeInt8(0).writeString(value),
    );
    encoder.writeBoolean(false);
  },
  read(decoder) {
    decoder.readInt32();
    readArray(decoder, () => {
      const [code, message] = [decoder.readInt16(), decoder.readString()];
      decoder.readInt8();
      decoder.readString();
      failOn(code, message);
    });
  },
};

export interface WireUser {
  readonly user: string;
  readonly credentials: readonly { readonly mechanism: number; readonly iterations: number }[];
}

/** Every user where none is named. */
export const describeScram: WireRequest<null, readonly WireUser[]> = {
  ...{ name: 'DescribeUserScramCredentials', key: 50, version: 0, flexible: true },
  write(encoder) {
    writeCompactArray(encoder, null, () => undefined);
    endOfTags(encoder);
  },
  read(decoder) {
    decoder.readInt32();
    failOn(decoder.readInt16(), decoder.readUVarIntString());
    return readCompactArray(decoder, () => {
      const user = decoder.readUVarIntString() ?? '';
      const [code, message] = [decoder.readInt16(), decoder.readUVarIntString()];
      const credentials = readCompactArray(decoder, () => {
        const credential = { mechanism: decoder.readInt8(), iterations: decoder.readInt32() };
        decoder.readTaggedFields();
        return credential;
      });
      decoder.readTaggedFields();
      failOn(code, message, [91]);
      return { user, credentials };
    });
  },
};

export interface ScramChange {
  readonly deletions: readonly { readonly user: string; readonly mechanism: number }[];
  readonly upsertions: readonly {
    readonly user: string;
    readonly mechanism: number;
    readonly iterations: number;
    readonly salt: Buffer;
    readonly saltedPassword: Buffer;
  }[];
}

/** What is to be deleted and is not there is as it should be. */
export const alterScram: WireRequest<ScramChange, void> = {
  ...{ name: 'AlterUserScramCredentials', key: 51, version: 0, flexible: true },
  write(encoder, { deletions, upsertions }) {
    writeCompactArray(encoder, deletions, ({ user, mechanism }) => {
      encoder.writeUVarIntString(user).writeInt8(mechanism);
      endOfTags(encoder);
    });
    writeCompactArray(encoder, upsertions, ({ user, mechanism, iterations, salt, saltedPassword }) => {
      encoder.writeUVarIntString(user).writeInt8(mechanism).writeInt32(iterations);
      encoder.writeUVarIntBytes(salt).writeUVarIntBytes(saltedPassword);
      endOfTags(encoder);
    });
    endOfTags(encoder);
  },
  read(decoder) {
    decoder.readInt32();
    readCompactArray(decoder, () => {
      decoder.readUVarIntString();
      const [code, message] = [decoder.readInt16(), decoder.readUVarIntString()];
      decoder.readTaggedFields();
      failOn(code, message, [91]);
    });
  },
};

export interface WireQuota {
  readonly entity: readonly { readonly type: string; readonly name: string | null }[];
  readonly limits: { readonly [name: string]: number };
}

/** The limits of every named user; those of users together with a client id are not ours and not read. */
export const describeQuotas: WireRequest<null, readonly WireQuota[]> = {
  ...{ name: 'DescribeClientQuotas', key: 48, version: 0, flexible: false },
  write(encoder) {
    const anyNamed = 2;
    encoder.writeInt32(1).writeString('user').writeInt8(anyNamed).writeString(null).writeBoolean(true);
  },
  read(decoder) {
    decoder.readInt32();
    failOn(decoder.readInt16(), decoder.readString());
    return readArray(decoder, () => ({
      entity: readArray(decoder, () => ({ type: decoder.readString() ?? '', name: decoder.readString() })),
      limits: Object.fromEntries(readArray(decoder, () => [decoder.readString() ?? '', decoder.readDouble()] as const)),
    }));
  },
};

export interface QuotaChange {
  readonly user: string;
  readonly set: { readonly [name: string]: number };
  readonly remove: readonly string[];
}

export const alterQuotas: WireRequest<QuotaChange, void> = {
  ...{ name: 'AlterClientQuotas', key: 49, version: 0, flexible: false },
  write(encoder, { user, set, remove }) {
    encoder.writeInt32(1).writeInt32(1).writeString('user').writeString(user);
    const operations = [
      ...Object.entries(set).map(([name, value]) => ({ name, value, away: false })),
      ...remove.map((name) => ({ name, value: 0, away: true })),
    ];
    writeArray(encoder, operations, ({ name, value, away }) =>
      encoder.writeString(name).writeDouble(value).writeBoolean(away),
    );
    encoder.writeBoolean(false);
  },
  read(decoder) {
    decoder.readInt32();
    readArray(decoder, () => {
      const [code, message] = [decoder.readInt16(), decoder.readString()];
      readArray(decoder, () => [decoder.readString(), decoder.readString()]);
      failOn(code, message);
    });
  },
};
