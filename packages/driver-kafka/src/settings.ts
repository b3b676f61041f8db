import type { Environment, Json } from '@akili/model';
import { EngineError } from '@akili/resource';
import type { Flavor } from './capabilities.ts';
import type { ScramMechanism } from './specs.ts';

/** What an environment says of its events engine, with what holds where it says nothing. */
export interface KafkaSettings {
  readonly brokers: readonly string[];
  readonly partitions: number;
  readonly replication: number | null;
  readonly configs: { readonly [name: string]: string };
  /** Limits of each login of a tenant, per broker. */
  readonly quotas: { readonly [name: string]: number };
  readonly mechanism: ScramMechanism;
  readonly flavor: Flavor;
  /** Undefined: TLS unless every broker is on this machine. */
  readonly tls: boolean | undefined;
  /** PEM file of the authority that signed the brokers' certificates, from the repository's root. */
  readonly ca: string | undefined;
  /** Address of Redpanda's admin API. */
  readonly admin: string | undefined;
  /** Principals of the platform that may reach every tenant's topics (`User:monitor`). */
  readonly trusted: readonly string[];
  /** Milliseconds until a broker that does not answer counts as gone. */
  readonly timeoutMs: number;
}

/** Kafka's own default: a week, as the embedded engine has it. */
const retentionMs = 7 * 24 * 60 * 60 * 1000;

const quotaNames: { readonly [setting: string]: string } = {
  producerBytesPerSecond: 'producer_byte_rate',
  consumerBytesPerSecond: 'consumer_byte_rate',
  requestPercentage: 'request_percentage',
  mutationsPerSecond: 'controller_mutation_rate',
};

/** Reads what `akili.yaml` holds; its schema has checked the form. */
export function settingsOf(environment: Environment): KafkaSettings {
  const written = environment.engines.events?.settings ?? {};
  const number = (name: string): number | undefined => asNumber(written[name]);
  const admin = asText(written['admin']);
  return {
    brokers: texts(written['brokers']),
    partitions: number('partitions') ?? 1,
    replication: number('replication') ?? null,
    configs: { 'retention.ms': String(retentionMs), ...textMap(written['configs']) },
    quotas: Object.fromEntries(
      Object.entries(record(written['quotas'])).flatMap(([name, value]) => {
        const known = quotaNames[name];
        return known === undefined || typeof value !== 'number' ? [] : [[known, value]];
      }),
    ),
    mechanism: written['mechanism'] === 'SCRAM-SHA-512' ? 'SCRAM-SHA-512' : 'SCRAM-SHA-256',
    flavor: written['flavor'] === 'redpanda' || admin !== undefined ? 'redpanda' : 'kafka',
    tls: typeof written['tls'] === 'boolean' ? written['tls'] : undefined,
    ca: asText(written['ca']),
    admin,
    trusted: texts(written['trusted']),
    timeoutMs: (number('timeoutSeconds') ?? 20) * 1000,
  };
}

/** The brokers to begin with. Without one there is nothing to connect to. */
export function brokersOf(environment: Environment, settings: KafkaSettings): readonly string[] {
  if (settings.brokers.length === 0) throw new EngineError(`environment ${environment.name} has no events.brokers`);
  return settings.brokers;
}

/** Whoever leaves TLS out must say so, unless nothing leaves the machine. */
export function usesTls(settings: KafkaSettings): boolean {
  return settings.tls ?? !settings.brokers.every((broker) => /^(localhost|127\.\d+\.\d+\.\d+):\d+$/.test(broker));
}

function record(value: Json | undefined): { readonly [key: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as { readonly [key: string]: Json })
    : {};
}

function textMap(value: Json | undefined): { readonly [key: string]: string } {
  return Object.fromEntries(
    Object.entries(record(value))
      .filter(([, one]) => ['string', 'number', 'boolean'].includes(typeof one))
      .map(([name, one]) => [name, String(one as string | number | boolean)]),
  );
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function asText(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function asNumber(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
