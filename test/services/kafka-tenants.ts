import { kafkaDriver, type KafkaSession } from '@akili/driver-kafka';
import {
  principalName,
  type CompiledProduct,
  type CompiledTenant,
  type EngineBinding,
  type Environment,
  type Json,
} from '@akili/model';
import { byAddress, loginSlotOf, recordOf, specDigest } from '@akili/resource';
import type {
  Driver,
  DriverContext,
  LoginCredential,
  Resource,
  ResourceType,
  StateRecord,
  Step,
} from '@akili/resource';
import { acmeCorp, globexInc, lowerInput } from '@akili/testkit';
import type { KafkaAccess } from './kafka.ts';

/** What the state would hold, by tenant and address: Kafka has no place for marks. */
export type Records = Map<string, Map<string, StateRecord>>;

export const platformReference = 'env:AKILI_PLATFORM__EVENTS';
export const tenants = [acmeCorp, globexInc];

export function settingsOf(access: Pick<KafkaAccess, 'address'>, more: { readonly [key: string]: Json } = {}) {
  return { brokers: [access.address], partitions: 1, replication: 1, tls: false, timeoutSeconds: 10, ...more };
}

/** The generated password of a version of a tenant's login. */
export function loginOf(slug: string, version: string) {
  return { username: principalName(slug, loginSlotOf(version)), password: `${slug}/${version}/p4ss,=word` };
}

export interface ContextOptions {
  readonly settings?: { readonly [key: string]: Json };
  readonly records?: Records;
  /** The version in use, by slug; `1` where none is named. */
  readonly inUse?: { readonly [slug: string]: string };
  readonly platformPassword?: string;
  readonly reads?: 'platform' | 'tenant';
  readonly tenants?: readonly CompiledTenant[];
}

export function contextFor(
  access: Pick<KafkaAccess, 'address' | 'password'>,
  options: ContextOptions = {},
): DriverContext {
  const { settings = settingsOf(access), records = new Map(), inUse = {} } = options;
  const environment = environmentWith(settings);
  const binding = environment.engines.events as EngineBinding;
  return {
    environment,
    binding,
    directory: '/nowhere',
    secret: (slug, _reference, version) =>
      Promise.resolve(
        slug === 'platform'
          ? { username: 'admin', password: options.platformPassword ?? access.password }
          : loginOf(slug, version ?? inUse[slug] ?? '1'),
      ),
    recorded: (slug) => [...(records.get(slug)?.values() ?? [])].sort(byAddress),
    tenants: (options.tenants ?? tenants).map(({ slug, id }) => ({ slug, id })),
    ...(options.reads === undefined ? {} : { reads: options.reads }),
  };
}

function environmentWith(settings: { readonly [key: string]: Json }): Environment {
  const { environment } = lowerInput([], []);
  const { place } = environment;
  const events = { role: 'events', driver: 'kafka', settings, credentials: platformReference, place } as const;
  return { ...environment, name: 'production', embedded: false, engines: { events } };
}

export interface Declared {
  readonly tenants: readonly CompiledTenant[];
  readonly products: readonly CompiledProduct[];
  readonly settings: { readonly [key: string]: Json };
  readonly logins?: { readonly [slug: string]: LoginCredential };
}

/** What the driver makes of these tenants and products; without logins named, version 1 of each. */
export function lowerFor({ tenants, products, settings, logins }: Declared): readonly Resource[] {
  const { compilation } = lowerInput(tenants, products);
  const named = Object.fromEntries(tenants.map(({ slug }) => [slug, { reference: 'vault:x', version: '1' }]));
  return kafkaDriver().lower({ compilation, environment: environmentWith(settings), logins: { ...named, ...logins } });
}

/** The driver, keeping the records that an apply would keep. */
export function recording(driver: Driver<KafkaSession>, records: Records): Driver<KafkaSession> {
  return { ...driver, types: driver.types.map((type) => recordingType(type, records)) };
}

interface Wrapped {
  readonly record: StateRecord | null;
  readonly request: Json;
}

function recordingType(type: ResourceType<never, KafkaSession>, records: Records): ResourceType<never, KafkaSession> {
  return {
    ...type,
    diff(desired, observed) {
      const difference = type.diff(desired, observed);
      if (difference === undefined) return undefined;
      const record = desired === undefined ? null : recordOf(desired as Resource);
      const steps = difference.steps.map((draft) => {
        const request: Wrapped = { record: record as StateRecord | null, request: draft.request };
        return { ...draft, request: request as unknown as Json };
      });
      return { ...difference, steps };
    },
    async run(session, step, signal) {
      const { record, request } = step.request as unknown as Wrapped;
      await type.run(session, { ...step, request } as Step, signal);
      const { slug } = session.tenant;
      const known = records.get(slug) ?? new Map<string, StateRecord>();
      records.set(slug, known);
      if (record === null) known.delete(step.address);
      else known.set(step.address, record);
    },
  };
}

/** A digest that says what was applied, for records made by hand. */
export function recordAll(records: Records, resources: readonly Resource[]): void {
  for (const resource of resources) {
    const known = records.get(resource.tenant.slug) ?? new Map<string, StateRecord>();
    records.set(
      resource.tenant.slug,
      known.set(resource.address, { ...recordOf(resource), digest: specDigest(resource) }),
    );
  }
}
