import type { Acl } from './acl.ts';

/** A topic as it is declared. */
export type TopicSpec = {
  readonly topic: string;
  readonly partitions: number;
  /** Replicas; null: what the broker takes where nobody says. */
  readonly replication: number | null;
  /** Overrides, each compared alone; an override that is not named here is left as it is. */
  readonly configs: { readonly [name: string]: string };
  /** Why the broker would refuse it; a plan says so instead of planning it. */
  readonly refused?: string;
};

export type ScramMechanism = 'SCRAM-SHA-256' | 'SCRAM-SHA-512';

/** A login of a tenant. */
export type UserSpec = {
  readonly user: string;
  readonly mechanism: ScramMechanism;
  readonly iterations: number;
  /** `described`: the broker tells mechanism and iterations. `listed`: only that the user is there (Redpanda's admin API). */
  readonly shown: 'described' | 'listed';
  /** The secret's reference and version: a new version changes the digest, and so plans an update. */
  readonly reference: string;
  readonly version: string;
};

/** Who may do what with names that begin with the tenant's prefix. */
export type AccessSpec = {
  /** The slug with its dot. */
  readonly prefix: string;
  readonly acls: readonly Acl[];
};

/** What one login may use of each broker. */
export type QuotaSpec = {
  readonly user: string;
  /** Kafka's own names (`producer_byte_rate`), per broker. */
  readonly limits: { readonly [name: string]: number };
};

// What an inventory reports, in the shape that the resource types expect.

export type TopicValue = {
  readonly partitions: number;
  readonly replication?: number;
  readonly configs: { readonly [name: string]: string };
};

export type UserValue =
  | { readonly credentials: readonly { readonly mechanism: string; readonly iterations: number }[] }
  | { readonly listed: true }
  | Unsupported;

export type AccessValue = {
  /** What the tenant's own logins may do. */
  readonly acls: readonly Acl[];
  /** What lets anybody else reach names of the tenant. */
  readonly foreign: readonly ForeignAcl[];
};

/**
 * An ACL that nobody declared, known by the digest of its seven fields: a request that removes it holds no name of the
 * tenant whose login it may be for.
 */
export type ForeignAcl = { readonly digest: string; readonly text: string };

export type QuotaValue = { readonly limits: { readonly [name: string]: number } } | Unsupported;

/** The broker lacks the request that this kind needs. */
export type Unsupported = { readonly unsupported: string };

export function isUnsupported(value: object): value is Unsupported {
  return 'unsupported' in value;
}
