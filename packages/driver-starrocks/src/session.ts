import { EngineError, type TenantIdentity } from '@akili/resource';
import type { Link, Row } from './link.ts';
import { nativePassword } from './native-password.ts';
import { identifier, literal } from './quote.ts';
import { carriesSecret, type Condition, type SecretHole, type Statement } from './statement.ts';
import type { Capabilities } from './version.ts';

export interface SessionOptions {
  readonly tenant: TenantIdentity;
  readonly link: Link;
  readonly capabilities: () => Promise<Capabilities>;
  /** The tenant's own secrets, by reference. */
  readonly secret: (
    reference: string,
    version: string | undefined,
    role: 'analytics' | 'objects',
  ) => Promise<{ readonly [key: string]: string }>;
  /** Told of every secret that is used, so that no message shows it. */
  readonly keepSecret: (value: string) => void;
  /** Told when a step has run: what was read before it is old. */
  readonly done: () => void;
}

/** A tenant's way to the engine with one credential, on one connection: the catalog it stands in is state of it. */
export class StarRocksSession {
  readonly tenant: TenantIdentity;
  readonly #options: SessionOptions;

  constructor(options: SessionOptions) {
    this.tenant = options.tenant;
    this.#options = options;
  }

  /** Runs a body with the connection to itself: two steps at once would stand in each other's catalog. */
  async alone<T>(body: () => Promise<T>): Promise<T> {
    return await this.#options.link.alone(body).finally(this.#options.done);
  }

  capabilities(): Promise<Capabilities> {
    return this.#options.capabilities();
  }

  query(sql: string, signal?: AbortSignal): Promise<readonly Row[]> {
    return this.#options.link.query(sql, signal);
  }

  /** Runs one statement of a step, where its condition holds. */
  async run(statement: Statement): Promise<void> {
    if (statement.when !== undefined && !(await this.#holds(statement.when))) return;
    if (statement.catalog !== undefined)
      await this.#options.link.standIn(statement.catalog, `SET CATALOG ${identifier(statement.catalog)}`);
    if (carriesSecret(statement.sql) && !this.#options.link.isPrivate)
      throw new EngineError(
        'the connection to StarRocks is not encrypted, so no secret is sent over it; set `tls: true` for analytics, or say `tls: false` where the network is private',
      );
    await this.query(await this.#filled(statement.sql));
  }

  async #holds({ show, column, value, is }: Condition): Promise<boolean> {
    const rows = await this.query(show);
    const there = rows.some((row) => row[column]?.toLowerCase() === value.toLowerCase());
    return there === (is === 'there');
  }

  async #filled(sql: Statement['sql']): Promise<string> {
    if (typeof sql === 'string') return sql;
    const parts: string[] = [];
    for (const part of sql) parts.push(typeof part === 'string' ? part : await this.#literalOf(part));
    return parts.join('');
  }

  async #literalOf(hole: SecretHole): Promise<string> {
    const value = await this.#value(hole);
    this.#options.keepSecret(value);
    return literal(value);
  }

  async #value({ secret, reference, version, username }: SecretHole): Promise<string> {
    const held = await this.#options.secret(reference, version, secret === 'hash' ? 'analytics' : 'objects');
    const key = secret === 'hash' ? 'password' : secret;
    const value = held[key];
    if (value === undefined || value === '') throw new EngineError(`the secret ${reference} holds no ${key}`);
    this.#options.keepSecret(value);
    if (username !== undefined && held['username'] !== username)
      throw new EngineError(
        `the secret ${reference} is not one for the user ${username}: versions of a secret take turns between two users, and its \`username\` must be that one`,
      );
    return secret === 'hash' ? nativePassword(value) : value;
  }
}
