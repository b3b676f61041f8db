import { connect as connectTcp, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type Broker from 'kafkajs/src/broker/index.js';
import type ConnectionPool from 'kafkajs/src/network/connectionPool.js';
import { EngineError } from '@akili/resource';
import { asEngineError, codeOf, KafkaProtocolError } from './kafka-error.ts';
import type { WireRequest } from './request.ts';
import { metadata } from './requests.ts';

export interface BrokerOptions {
  readonly brokers: readonly string[];
  readonly tls: { readonly ca: string | undefined } | undefined;
  readonly login: { readonly mechanism: string; readonly username: string; readonly password: string };
  /** Milliseconds for an answer, and for a connection. */
  readonly timeoutMs: number;
  /** Told of each request before it is sent: for counting. */
  readonly onRequest: ((name: string) => void) | undefined;
  /** Where the login comes from: what a message says of it. */
  readonly reference: string;
}

const notController = 41;
const unsupportedVersion = 35;
const lost: ReadonlySet<string> = new Set(['KafkaJSConnectionError', 'KafkaJSConnectionClosedError']);

/** kafkajs tells its log what it also throws; the process's own output is for the result. */
const silence: { readonly [level: string]: () => unknown } = {
  namespace: () => silence,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};
function nothing(): void {}

/**
 * Connections to the cluster with one login, on kafkajs's own connection, handshake and encoder. Any broker answers;
 * where one says that it is not the controller (clusters without KRaft) the request goes there.
 */
export class BrokerConnections {
  readonly #options: BrokerOptions;
  #any: Promise<Broker> | undefined;
  #controller: Promise<Broker> | undefined;
  /** Every broker that was tried, also those that never answered: closing closes them all. */
  readonly #made = new Set<Broker>();

  constructor(options: BrokerOptions) {
    this.#options = options;
  }

  /** Sends a request that kafkajs has. */
  async call<T>(name: string, send: (broker: Broker) => Promise<T>): Promise<T> {
    return await this.#guard(name, async () => {
      const broker = await this.#anyBroker();
      this.#options.onRequest?.(name);
      try {
        return await send(broker);
      } catch (error) {
        if (codeOf(error) !== notController) throw error;
        return await send(await this.#controllerBroker());
      }
    });
  }

  /** Sends a request that kafkajs lacks. */
  async send<Request, Response>(definition: WireRequest<Request, Response>, request: Request): Promise<Response> {
    // A broker answers a request that it does not know by hanging up.
    if (!(await this.knows(definition)))
      throw this.#inWords(new KafkaProtocolError(unsupportedVersion, null), definition.name);
    return await this.call(definition.name, (broker) => sendTo(broker, definition, request));
  }

  /** Whether the broker knows this version of a request. */
  async knows({ key, version, name }: Pick<WireRequest<never, unknown>, 'key' | 'version' | 'name'>): Promise<boolean> {
    const range = await this.#guard(name, async () => (await this.#anyBroker()).versions?.[key]);
    return range !== undefined && range.minVersion <= version && version <= range.maxVersion;
  }

  async close(): Promise<void> {
    const made = [...this.#made];
    this.#made.clear();
    this.#any = this.#controller = undefined;
    await Promise.allSettled(made.map((broker) => broker.disconnect()));
  }

  async #guard<T>(name: string, body: () => Promise<T>): Promise<T> {
    try {
      return await body();
    } catch (error) {
      // A connection that is gone is made anew by whoever tries again.
      if (lost.has((error as Error).name)) this.#any = this.#controller = undefined;
      throw this.#inWords(error, name);
    }
  }

  /** Without a request's name for what failed before any was sent. */
  #inWords(error: unknown, name?: string): unknown {
    const { login, brokers, reference } = this.#options;
    const doing = `Kafka at ${brokers.join(', ')} with ${reference}${name === undefined ? '' : `, ${name}`}`;
    return asEngineError(error, doing, [login.password]);
  }

  #anyBroker(): Promise<Broker> {
    const opened = (this.#any ??= this.#openAny().catch((error: unknown) => {
      throw this.#inWords(error);
    }));
    opened.catch(() => {
      if (this.#any === opened) this.#any = undefined;
    });
    return opened;
  }

  #controllerBroker(): Promise<Broker> {
    const opened = (this.#controller ??= this.#openController());
    opened.catch(() => {
      if (this.#controller === opened) this.#controller = undefined;
    });
    return opened;
  }

  /** The first broker of the list that can be reached; a login that is refused is refused by all of them. */
  async #openAny(): Promise<Broker> {
    let failure: unknown;
    for (const address of this.#options.brokers) {
      const colon = address.lastIndexOf(':');
      const port = Number(address.slice(colon + 1));
      if (colon < 1 || !Number.isInteger(port))
        throw new EngineError(`events.brokers has \`${address}\`, which is no host:port`);
      try {
        return await this.#open(address.slice(0, colon), port);
      } catch (error) {
        failure = error;
        if ((error as Error).name === 'KafkaJSSASLAuthenticationError') break;
      }
    }
    throw failure;
  }

  async #openController(): Promise<Broker> {
    const { brokers, controller } = await sendTo(await this.#anyBroker(), metadata, []);
    const found = brokers.find(({ id }) => id === controller);
    if (found === undefined) return await this.#anyBroker();
    return await this.#open(found.host, found.port);
  }

  async #open(host: string, port: number): Promise<Broker> {
    const { login, timeoutMs, tls } = this.#options;
    const [{ default: BrokerClass }, { default: Pool }] = await Promise.all([
      import('kafkajs/src/broker/index.js'),
      import('kafkajs/src/network/connectionPool.js'),
    ]);
    const connectionPool: ConnectionPool = new Pool({
      host,
      port,
      ssl: tls === undefined ? null : { ...(tls.ca === undefined ? {} : { ca: tls.ca }) },
      sasl: { ...login, mechanism: login.mechanism.toLowerCase() },
      clientId: 'akili',
      socketFactory,
      connectionTimeout: timeoutMs,
      requestTimeout: timeoutMs,
      enforceRequestTimeout: true,
      logger: silence,
    });
    const broker = new BrokerClass({
      connectionPool,
      logger: silence,
      authenticationTimeout: timeoutMs,
      allowAutoTopicCreation: false,
    });
    this.#made.add(broker);
    try {
      await broker.connect();
      return broker;
    } catch (error) {
      this.#made.delete(broker);
      await broker.disconnect().catch(nothing);
      throw error;
    }
  }
}

function socketFactory(options: {
  readonly host: string;
  readonly port: number;
  readonly ssl: object | null;
  readonly onConnect: () => void;
}): unknown {
  const { host, port, ssl, onConnect } = options;
  if (ssl === null) return connectTcp({ host, port }, onConnect);
  return connectTls({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}), ...ssl }, onConnect);
}

async function sendTo<Request, Response>(
  broker: Broker,
  definition: WireRequest<Request, Response>,
  request: Request,
): Promise<Response> {
  const [{ default: Encoder }, { default: Decoder }] = await Promise.all([
    import('kafkajs/src/protocol/encoder.js'),
    import('kafkajs/src/protocol/decoder.js'),
  ]);
  const { key: apiKey, version: apiVersion, name: apiName, flexible } = definition;
  return await broker.connectionPool.send<{ readonly read: Response }, Response>({
    request: {
      ...{ apiKey, apiVersion, apiName },
      encode() {
        const encoder = new Encoder();
        // The tagged fields of the header, of which there are none.
        if (flexible) encoder.writeUVarInt(0);
        definition.write(encoder, request);
        return Promise.resolve(encoder);
      },
    },
    response: {
      decode(raw) {
        const decoder = new Decoder(raw);
        if (flexible) decoder.readTaggedFields();
        // kafkajs looks for a throttle time in what is read, so it may not be undefined.
        return Promise.resolve({ read: definition.read(decoder) });
      },
      parse: ({ read }) => Promise.resolve(read),
    },
  });
}
