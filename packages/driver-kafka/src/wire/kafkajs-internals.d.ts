// The parts of kafkajs 2.2.4 (the last release; pinned) below its own admin client, as far as this driver calls them.
// Its admin client hides the connection, which the requests that kafkajs lacks have to go over.

declare module 'kafkajs/src/broker/index.js' {
  import type ConnectionPool from 'kafkajs/src/network/connectionPool.js';

  export interface WireAclFields {
    readonly resourceType: number;
    readonly resourceName: string;
    readonly resourcePatternType: number;
    readonly principal: string;
    readonly host: string;
    readonly operation: number;
    readonly permissionType: number;
  }
  /** One node of the cluster; each method is one request, in the newest version that both know. */
  export default class Broker {
    constructor(options: {
      readonly connectionPool: ConnectionPool;
      readonly logger: unknown;
      readonly authenticationTimeout: number;
      readonly allowAutoTopicCreation: boolean;
    });
    readonly versions: {
      readonly [apiKey: number]: { readonly minVersion: number; readonly maxVersion: number };
    } | null;
    readonly connectionPool: ConnectionPool;
    isConnected(): boolean;
    connect(): Promise<void>;
    disconnect(): Promise<void>;
    createTopics(request: {
      readonly topics: readonly {
        readonly topic: string;
        readonly numPartitions: number;
        readonly replicationFactor: number;
        readonly configEntries: readonly { readonly name: string; readonly value: string }[];
      }[];
      readonly timeout: number;
      /** Everything is looked at, and nothing is made. */
      readonly validateOnly?: boolean;
    }): Promise<unknown>;
    deleteTopics(request: { readonly topics: readonly string[]; readonly timeout: number }): Promise<unknown>;
    createPartitions(request: {
      readonly topicPartitions: readonly { readonly topic: string; readonly count: number }[];
      readonly timeout: number;
    }): Promise<unknown>;
    createAcls(request: { readonly acl: readonly WireAclFields[] }): Promise<unknown>;
    describeAcls(filter: Partial<WireAclFields>): Promise<{
      readonly resources: readonly {
        readonly resourceType: number;
        readonly resourceName: string;
        readonly resourcePatternType: number;
        readonly acls: readonly Pick<WireAclFields, 'principal' | 'host' | 'operation' | 'permissionType'>[];
      }[];
    }>;
    deleteAcls(request: { readonly filters: readonly WireAclFields[] }): Promise<unknown>;
  }
}

declare module 'kafkajs/src/network/connectionPool.js' {
  /** The connections to one node. */
  export default class ConnectionPool {
    constructor(options: {
      readonly host: string;
      readonly port: number;
      readonly ssl: object | null;
      readonly sasl: { readonly mechanism: string; readonly username: string; readonly password: string };
      readonly clientId: string;
      readonly socketFactory: (options: {
        readonly host: string;
        readonly port: number;
        readonly ssl: object | null;
        readonly onConnect: () => void;
      }) => unknown;
      readonly connectionTimeout: number;
      readonly requestTimeout: number;
      readonly enforceRequestTimeout: boolean;
      readonly logger: unknown;
    });
    send<Decoded extends object, Parsed>(request: {
      readonly request: {
        readonly apiKey: number;
        readonly apiVersion: number;
        readonly apiName: string;
        readonly encode: () => Promise<unknown>;
      };
      readonly response: {
        readonly decode: (raw: Buffer) => Promise<Decoded>;
        readonly parse: (value: Decoded) => Promise<Parsed>;
      };
    }): Promise<Parsed>;
  }
}

declare module 'kafkajs/src/protocol/encoder.js' {
  /** Writes Kafka's types; each call returns the encoder itself. */
  export default class Encoder {
    constructor();
    writeInt8(value: number): this;
    writeInt16(value: number): this;
    writeInt32(value: number): this;
    writeDouble(value: number): this;
    writeBoolean(value: boolean): this;
    writeString(value: string | null): this;
    writeUVarInt(value: number): this;
    writeUVarIntString(value: string | null): this;
    writeUVarIntBytes(value?: Buffer): this;
  }
}

declare module 'kafkajs/src/protocol/decoder.js' {
  /** Reads Kafka's types, one after the other. */
  export default class Decoder {
    constructor(raw: Buffer);
    readInt8(): number;
    readInt16(): number;
    readInt32(): number;
    readDouble(): number;
    readBoolean(): boolean;
    readString(): string | null;
    readUVarInt(): number;
    readUVarIntString(): string | null;
    readTaggedFields(): unknown;
  }
}
