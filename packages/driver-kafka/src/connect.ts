import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loginReference, principalName } from '@akili/model';
import { EngineError, platformSlug } from '@akili/resource';
import type { DriverContext, EngineConnection, Observed, TenantIdentity } from '@akili/resource';
import { capabilitiesOf } from './capabilities.ts';
import { inventoryOf, topicsOf } from './inventory.ts';
import type { KafkaAdmin } from './kafka-admin.ts';
import type { KafkaSession } from './kafka-session.ts';
import { probeEvents } from './probe/probe-events.ts';
import { redpandaUsers } from './redpanda-users.ts';
import { brokersOf, settingsOf, usesTls, type KafkaSettings } from './settings.ts';
import { SharedSnapshot } from './shared-snapshot.ts';
import { headOf, readSnapshot } from './snapshot.ts';
import { BrokerConnections } from './wire/broker-connections.ts';
import { scramUsers } from './wire/scram-users.ts';
import { wireAdmin } from './wire/wire-admin.ts';

/** What a tenant's own login cannot see of itself. */
const platformKinds: readonly string[] = ['events.access', 'events.quota', 'events.user'];

export interface ConnectOptions {
  /** Told of each request before it is sent. */
  readonly onRequest?: (name: string) => void;
}

/** The broker, with a login of its own for the platform and for each tenant, each connected when it is first needed. */
export function connectKafka(context: DriverContext, options: ConnectOptions = {}): EngineConnection<KafkaSession> {
  const settings = settingsOf(context.environment);
  const brokers = brokersOf(context.environment, settings);
  const slugs = new Set(context.tenants.map(({ slug }) => slug));
  const trusted = new Set(settings.trusted);
  const opened = new Map<string, Promise<KafkaAdmin>>();
  const open = (slug: string): Promise<KafkaAdmin> => {
    const admin = opened.get(slug) ?? openAdmin(slug);
    opened.set(slug, admin);
    // A secret that could not be had is asked for again by the next step.
    admin.catch(() => opened.delete(slug));
    return admin;
  };
  const shared = new SharedSnapshot(
    async () => readSnapshot(await open(platformSlug), slugs),
    () => performance.now(),
  );
  const sessions = new Map<string, KafkaSession>();
  const recorded = (slug: string) => context.recorded?.(slug) ?? [];
  const withReplication = settings.replication !== null;

  return {
    ...(context.reads === 'tenant' ? { unread: platformKinds } : {}),
    async inventory(tenant, signal): Promise<readonly Observed[]> {
      signal.throwIfAborted();
      // The platform itself has nothing on the broker.
      if (tenant.slug === platformSlug) return [];
      if (context.reads === 'tenant') return await ownTopics(tenant);
      const snapshot = await shared.for(tenant.slug);
      return inventoryOf(tenant, snapshot, { recorded: recorded(tenant.slug), trusted, slugs, withReplication });
    },
    session(tenant, credential) {
      const key = `${credential} ${tenant.slug}`;
      const session = sessions.get(key) ?? sessionOf(tenant, credential === 'platform' ? platformSlug : tenant.slug);
      sessions.set(key, session);
      return Promise.resolve(session);
    },
    async probe(probe) {
      const connections = connectionsFor(await loginOf(context, probe.tenant.slug));
      try {
        return await probeEvents(connections, probe, async (work) => work(await open(platformSlug)));
      } finally {
        await connections.close();
      }
    },
    async close() {
      const all = await Promise.allSettled(opened.values());
      opened.clear();
      await Promise.all(all.map((one) => (one.status === 'fulfilled' ? one.value.close() : undefined)));
    },
  };

  /** Two requests with the tenant's own login. */
  async function ownTopics(tenant: TenantIdentity): Promise<readonly Observed[]> {
    const admin = await open(tenant.slug);
    const topics = (await admin.topics()).filter(({ topic }) => headOf(topic) === tenant.slug);
    const configs =
      topics.length === 0 ? new Map<string, never>() : await admin.configs(topics.map(({ topic }) => topic));
    return topicsOf(tenant, topics, configs, { recorded: recorded(tenant.slug), withReplication });
  }

  function sessionOf(tenant: TenantIdentity, login: string): KafkaSession {
    return {
      tenant,
      admin: () => open(login),
      async password(user, reference, version) {
        const secret = await context.secret(tenant.slug, reference, version);
        return checkedLogin(secret, reference, [user]).password;
      },
      changed: () => shared.outdated(),
    };
  }

  async function openAdmin(slug: string): Promise<KafkaAdmin> {
    const found = await loginOf(context, slug);
    const connections = connectionsFor(found);
    return wireAdmin(connections, userStore(settings, connections, found.login));
  }

  function connectionsFor({ login, reference }: Awaited<ReturnType<typeof loginOf>>): BrokerConnections {
    return new BrokerConnections({
      brokers,
      tls: usesTls(settings) ? { ca: authorityOf(context, settings) } : undefined,
      login: { mechanism: settings.mechanism, ...login },
      timeoutMs: settings.timeoutMs,
      onRequest: options.onRequest,
      reference,
    });
  }
}

/** An environment's folder is `<root>/.akili/<name>`. */
function authorityOf({ directory }: DriverContext, { ca }: KafkaSettings): string | undefined {
  if (ca === undefined) return undefined;
  try {
    return readFileSync(resolve(directory, '..', '..', ca), 'utf8');
  } catch (error) {
    throw new EngineError(`events.ca names ${ca}, which cannot be read`, { cause: error });
  }
}

function userStore(settings: KafkaSettings, connections: BrokerConnections, login: Login) {
  const { admin, timeoutMs, flavor } = settings;
  if (admin === undefined) return scramUsers(connections, capabilitiesOf(flavor));
  return redpandaUsers({ address: admin, login, timeoutMs });
}

interface Login {
  readonly username: string;
  readonly password: string;
}

async function loginOf(
  context: DriverContext,
  slug: string,
): Promise<{ readonly login: Login; readonly reference: string }> {
  if (slug === platformSlug) {
    const reference = context.binding.credentials;
    if (reference === undefined)
      throw new EngineError(`environment ${context.environment.name} names no credentials for events`);
    return { login: checkedLogin(await context.secret(slug, reference), reference, undefined), reference };
  }
  const reference =
    context.credentialReference?.(slug, 'events') ?? loginReference(context.environment, slug, 'events', {});
  const own = [principalName(slug, 'a'), principalName(slug, 'b')];
  return { login: checkedLogin(await context.secret(slug, reference), reference, own), reference };
}

/** A secret for another login is refused: a step would set the password of one and believe it set the other's. */
function checkedLogin(
  secret: { readonly [key: string]: string },
  reference: string,
  users: readonly string[] | undefined,
): Login {
  const { username, password } = secret;
  if (username === undefined || password === undefined || password === '')
    throw new EngineError(`the secret ${reference} holds no username and password`);
  if (users !== undefined && !users.includes(username))
    throw new EngineError(
      `the secret ${reference} is not for the login ${users.join(' or ')}: its username is another`,
    );
  return { username, password };
}
