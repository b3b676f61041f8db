import type { Acl } from './acl.ts';
import type { ScramMechanism } from './specs.ts';

/** A topic as the broker lists it. */
export interface LiveTopic {
  readonly topic: string;
  readonly partitions: number;
  readonly replication: number;
}

export interface LiveUser {
  readonly user: string;
  /** Undefined where the broker tells only that the user is there. */
  readonly credentials: readonly { readonly mechanism: string; readonly iterations: number }[] | undefined;
}

export interface LiveQuota {
  readonly user: string;
  readonly limits: { readonly [name: string]: number };
}

/** Undefined with the reason where the broker lacks the request. */
export type Supported<T> = { readonly value: T } | { readonly unsupported: string };

export interface NewTopic {
  readonly topic: string;
  readonly partitions: number;
  /** -1: the broker's default. */
  readonly replication: number;
  readonly configs: { readonly [name: string]: string };
}

export interface NewLogin {
  readonly user: string;
  readonly password: string;
  readonly mechanism: ScramMechanism;
  readonly iterations: number;
}

/**
 * The few administrative requests that this driver sends, with one login. Each change returns once the broker that
 * answered shows it; doing it a second time changes nothing. Failures are `EngineError`s free of secrets.
 */
export interface KafkaAdmin {
  /** Every topic that the login can see, in one request. */
  topics(): Promise<readonly LiveTopic[]>;
  /** The overrides of these topics, in one request; a topic that is gone is absent. */
  configs(topics: readonly string[]): Promise<ReadonlyMap<string, { readonly [name: string]: string }>>;
  /** Every ACL; fails where the broker enforces none. */
  acls(): Promise<readonly Acl[]>;
  /** The ACLs about names that begin with this prefix or contain it: literal, prefixed and `*`. */
  aclsAbout(prefix: string): Promise<readonly Acl[]>;
  users(): Promise<Supported<readonly LiveUser[]>>;
  quotas(): Promise<Supported<readonly LiveQuota[]>>;
  createTopic(topic: NewTopic): Promise<void>;
  deleteTopic(topic: string): Promise<void>;
  growPartitions(topic: string, partitions: number): Promise<void>;
  /** Sets these overrides and leaves every other as it is. */
  setConfigs(topic: string, configs: { readonly [name: string]: string }): Promise<void>;
  createAcls(acls: readonly Acl[]): Promise<void>;
  deleteAcls(acls: readonly Acl[]): Promise<void>;
  /** The login has this password afterwards, by this mechanism and no other. */
  setUser(login: NewLogin): Promise<void>;
  deleteUser(user: string): Promise<void>;
  /** Exactly these limits afterwards; none: the entry goes. */
  setQuota(user: string, limits: { readonly [name: string]: number }): Promise<void>;
  /** Ends its connections; nothing keeps the process alive afterwards. */
  close(): Promise<void>;
}
