import type { ScramMechanism } from './specs.ts';

/** What sets one broker apart from another that speaks the same protocol. */
export interface Capabilities {
  /** Redpanda replicates over Raft groups and refuses an even number of replicas. */
  readonly evenReplication: boolean;
  /** Topic settings that the broker accepts and does not keep: naming them would be a drift for ever. */
  readonly ignoredConfigs: ReadonlySet<string>;
  /** Redpanda keeps one mechanism a user, Kafka both. */
  readonly mechanismsPerUser: 'one' | 'both';
  /** Kinds of limits of a user. */
  readonly quotas: readonly string[];
}

const kafka: Capabilities = {
  evenReplication: true,
  ignoredConfigs: new Set(),
  mechanismsPerUser: 'both',
  quotas: ['producer_byte_rate', 'consumer_byte_rate', 'request_percentage', 'controller_mutation_rate'],
};

const redpanda: Capabilities = {
  evenReplication: false,
  ignoredConfigs: new Set([
    'min.insync.replicas',
    'unclean.leader.election.enable',
    'min.compaction.lag.ms',
    'max.compaction.lag.ms',
    'message.downconversion.enable',
    'message.format.version',
    'preallocate',
    'follower.replication.throttled.replicas',
    'leader.replication.throttled.replicas',
    'segment.index.bytes',
    'index.interval.bytes',
    'file.delete.delay.ms',
    'flush.messages.interval',
  ]),
  mechanismsPerUser: 'one',
  quotas: ['producer_byte_rate', 'consumer_byte_rate', 'controller_mutation_rate'],
};

export type Flavor = 'kafka' | 'redpanda';

export function capabilitiesOf(flavor: Flavor): Capabilities {
  return flavor === 'redpanda' ? redpanda : kafka;
}

/** Why the broker would refuse a topic with so many replicas. */
export function refusedReplication(capabilities: Capabilities, replication: number | null): string | undefined {
  if (replication === null || capabilities.evenReplication || replication % 2 === 1) return undefined;
  return `replication ${replication} is even, and this broker only takes odd numbers of replicas`;
}

/** The settings that the broker keeps. */
export function keptConfigs(
  capabilities: Capabilities,
  configs: { readonly [name: string]: string },
): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(configs).filter(([name]) => !capabilities.ignoredConfigs.has(name)));
}

/** The limits that the broker knows. */
export function knownLimits(
  capabilities: Capabilities,
  limits: { readonly [name: string]: number },
): { readonly [name: string]: number } {
  return Object.fromEntries(Object.entries(limits).filter(([name]) => capabilities.quotas.includes(name)));
}

/** The mechanisms of a user that have to go when one is set. */
export function displacedMechanisms(
  capabilities: Capabilities,
  there: readonly string[],
  set: ScramMechanism,
): readonly string[] {
  // A broker with one mechanism a user replaces it itself, and would refuse the deletion of what it replaced.
  return capabilities.mechanismsPerUser === 'one' ? [] : there.filter((mechanism) => mechanism !== set);
}
