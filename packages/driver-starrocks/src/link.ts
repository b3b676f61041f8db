import type { Connection, ConnectionOptions, RowDataPacket } from 'mysql2/promise';
import { EngineError } from '@akili/resource';
import { engineError } from './errors.ts';

/** A row by the names of its columns; every value is text or null, however the engine types it. */
export type Row = { readonly [column: string]: string | null };

export interface LinkOptions {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly tls: boolean;
  /** True where somebody said that the network is private: `tls: false`. */
  readonly acceptsClear: boolean;
  /** PEM of the authority to trust; without it those of the machine. */
  readonly ca?: string;
  readonly connectTimeoutMs: number;
}

/**
 * One connection to a frontend. Only the text protocol is used: StarRocks prepares no DDL, and what it prepares it does
 * not always prepare right. A connection that was lost is opened anew by the next statement.
 */
export class Link {
  readonly #options: LinkOptions;
  readonly #secrets: Set<string>;
  #open: Promise<Connection> | undefined;
  /** The catalog that the connection stands in. */
  #catalog: string | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: LinkOptions, secrets: Set<string>) {
    this.#options = options;
    this.#secrets = secrets;
  }

  /** True when secrets may be sent: encrypted, within the machine, or over a network that was said to be private. */
  get isPrivate(): boolean {
    const { tls, acceptsClear, host } = this.#options;
    return tls || acceptsClear || isLoopback(host);
  }

  async query(sql: string, signal?: AbortSignal): Promise<readonly Row[]> {
    signal?.throwIfAborted();
    try {
      const connection = await this.#connection();
      const [rows] = await connection.query<RowDataPacket[]>({ sql, typeCast: asText });
      return Array.isArray(rows) ? (rows as unknown as readonly Row[]) : [];
    } catch (error) {
      const failure = engineError(error, this.#secrets);
      if (isLost(error)) await this.close();
      throw failure;
    }
  }

  /**
   * Runs a body with the connection to itself. Sessions of several tenants share the platform's one: the catalog that
   * it stands in must not change between two statements of a step.
   */
  async alone<T>(body: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(body, body);
    this.#last = turn.catch(() => undefined);
    return await turn;
  }

  /** Stands in a catalog from here on; a session state, so that it is said anew after a lost connection. */
  async standIn(catalog: string, statement: string): Promise<void> {
    if (this.#catalog === catalog && this.#open !== undefined) return;
    await this.query(statement);
    this.#catalog = catalog;
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    this.#catalog = undefined;
    // One that cannot be closed is gone already.
    await open?.then((connection) => connection.end()).catch(() => undefined);
  }

  async #connection(): Promise<Connection> {
    this.#open ??= open(this.#options);
    try {
      return await this.#open;
    } catch (error) {
      this.#open = undefined;
      throw error;
    }
  }
}

async function open(options: LinkOptions): Promise<Connection> {
  const { createConnection } = await import('mysql2/promise');
  const { host, port, user, password, tls, ca, connectTimeoutMs } = options;
  const settings: ConnectionOptions = {
    host,
    port,
    user,
    password,
    connectTimeout: connectTimeoutMs,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    decimalNumbers: false,
    multipleStatements: false,
    enableKeepAlive: true,
    ...(tls ? { ssl: ca === undefined ? {} : { ca } } : {}),
  };
  const connection = await createConnection(settings);
  // Without a listener a connection that drops while idle would end the process; the next statement finds out.
  connection.on('error', () => undefined);
  return connection;
}

function asText(field: { string(): string | null }): string | null {
  return field.string();
}

function isLost(error: unknown): boolean {
  const { fatal, message } = error as { fatal?: boolean; message?: string };
  return !(error instanceof EngineError) && (fatal === true || /closed state/i.test(message ?? ''));
}

/** True for a host that nothing leaves the machine for. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
