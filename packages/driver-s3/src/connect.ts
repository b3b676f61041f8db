import { environmentPrefix, tenantPrefix } from '@akili/model';
import {
  EngineError,
  platformSlug,
  probedThings,
  type CredentialScope,
  type DriverContext,
  type EngineConnection,
  type Observed,
  type ProbeContext,
  type ProbeFinding,
  type ProbeTarget,
  type TenantIdentity,
} from '@akili/resource';
import { openAdminApi, type AdminApi } from './admin-api.ts';
import { locked } from './document-lock.ts';
import { readBucket, readPrefixes, readPrincipal, readShared } from './inventory.ts';
import type { ObjectStore } from './object-store.ts';
import { openClient } from './open-client.ts';
import { openObjectStore } from './open-object-store.ts';
import { derivedKeys, probeObjects } from './probe/probe-objects.ts';
import type { S3Session } from './s3-session.ts';
import { readSettings, type S3Settings } from './settings.ts';
import { SharedReading } from './shared-documents.ts';
import type { Keys } from './signed-request.ts';

/** How a login is opened; a test may count what goes through it. */
export interface Openers {
  readonly store: (settings: S3Settings, keys: Keys) => Promise<ObjectStore>;
  readonly admin: (settings: S3Settings, keys: Keys) => AdminApi;
}

const openers: Openers = { store: openObjectStore, admin: openAdminApi };

/** Opens the engine of a context. Nothing is asked before the first inventory or session. */
export function connectObjects(context: DriverContext, open: Openers = openers): Promise<EngineConnection<S3Session>> {
  return Promise.resolve(new ObjectsConnection(context, open));
}

/** A login that is open: the bucket, and for the platform the Admin Ops API. */
interface Login {
  readonly store: ObjectStore;
  readonly admin: AdminApi | undefined;
}

class ObjectsConnection implements EngineConnection<S3Session> {
  readonly unread?: readonly string[];
  readonly #context: DriverContext;
  readonly #settings: S3Settings;
  readonly #open: Openers;
  readonly #logins = new Map<string, Promise<Login>>();
  readonly #sessions = new Map<string, Promise<S3Session>>();
  readonly #shared = new SharedReading();
  #last: Promise<unknown> = Promise.resolve();

  constructor(context: DriverContext, open: Openers) {
    this.#context = context;
    this.#settings = readSettings(context.binding.settings);
    this.#open = open;
    if (context.reads === 'tenant') this.unread = ['objects.principal', 'objects.access', 'objects.lifecycle'];
  }

  async inventory(tenant: TenantIdentity, signal: AbortSignal): Promise<readonly Observed[]> {
    signal.throwIfAborted();
    const { bucket, principals } = this.#settings;
    const recorded = this.#context.recorded?.(tenant.slug) ?? [];
    if (this.#context.reads === 'tenant') {
      if (tenant.slug === platformSlug) return [];
      const { store } = await this.#login(tenant.slug);
      return await readPrefixes(tenant, bucket, store, recorded, signal);
    }
    const { store, admin } = await this.#login(platformSlug);
    const shared = this.#shared.read(tenant.id, store, signal);
    if (tenant.slug === platformSlug)
      return await readBucket(bucket, this.#context.tenants, store, await shared, recorded, signal);
    const [documents, prefixes, principal] = await Promise.all([
      shared,
      readPrefixes(tenant, bucket, store, recorded, signal),
      principals === 'rgw' && admin !== undefined ? readPrincipal(tenant, admin, signal) : [],
    ]);
    return [...readShared(tenant, bucket, documents), ...prefixes, ...principal];
  }

  session(tenant: TenantIdentity, credential: CredentialScope): Promise<S3Session> {
    const key = `${tenant.id} ${credential}`;
    let session = this.#sessions.get(key);
    if (session === undefined) {
      session = this.#makeSession(tenant, credential);
      this.#sessions.set(key, session);
      // A secret that is not there yet may be there at the next try.
      session.catch(() => this.#sessions.delete(key));
    }
    return session;
  }

  async probe(probe: ProbeContext): Promise<readonly ProbeFinding[]> {
    const { slug } = probe.tenant;
    const opened = await openClient(this.#settings, await this.#keys(slug, this.#reference(slug)));
    try {
      return await probeObjects(opened, probe, {
        bucket: this.#settings.bucket,
        environment: this.#context.environment.name,
        endpoint: this.#settings.endpoint ?? 'AWS',
        timeoutMs: this.#settings.timeoutMs,
        keysOf: (target) => this.#keysOf(target, probe.signal),
        sweep: async (key) => {
          const { store } = await this.#login(platformSlug);
          await store.remove([key], probe.signal);
        },
      });
    } finally {
      opened.client.destroy();
    }
  }

  async close(): Promise<void> {
    for (const login of this.#logins.values()) await login.then(({ store }) => store.close()).catch(() => undefined);
    this.#logins.clear();
    this.#sessions.clear();
  }

  async #makeSession(tenant: TenantIdentity, credential: CredentialScope): Promise<S3Session> {
    const { store, admin } = await this.#login(credential === 'platform' ? platformSlug : tenant.slug);
    return {
      ...{ tenant, settings: this.#settings, environment: this.#context.environment.name, store, admin },
      keys: (reference, version) => this.#keys(tenant.slug, reference, version),
      alone: (signal, work) => this.#alone(() => locked(store, signal, work)),
    };
  }

  #login(slug: string): Promise<Login> {
    let login = this.#logins.get(slug);
    if (login === undefined) {
      login = this.#openLogin(slug);
      this.#logins.set(slug, login);
      login.catch(() => this.#logins.delete(slug));
    }
    return login;
  }

  async #openLogin(slug: string): Promise<Login> {
    const keys = await this.#keys(slug, this.#reference(slug));
    const store = await this.#open.store(this.#settings, keys);
    return { store, admin: slug === platformSlug ? this.#open.admin(this.#settings, keys) : undefined };
  }

  /** Keys that are there, where the platform's login is at hand; else those that the repository says. */
  async #keysOf(target: ProbeTarget, signal: AbortSignal): Promise<readonly string[]> {
    const derived = derivedKeys(target);
    if (this.#context.reads === 'tenant') return derived;
    const { store } = await this.#login(platformSlug);
    const prefix = tenantPrefix(target.tenant.id);
    const { objects } = await store.list(prefix, { slash: false, limit: probedThings }, signal);
    return objects.length === 0 ? derived : objects.map(({ key }) => key);
  }

  #reference(slug: string): string {
    const { binding, credentialReference } = this.#context;
    if (slug !== platformSlug) return credentialReference?.(slug) ?? `env:${environmentPrefix(slug)}OBJECTS`;
    if (binding.credentials !== undefined) return binding.credentials;
    throw new EngineError('akili.yaml names no `credentials` of the platform for the objects engine.');
  }

  async #keys(slug: string, reference: string, version?: string): Promise<Keys> {
    const { accessKeyId = '', secretAccessKey = '' } = await this.#context.secret(slug, reference, version);
    if (accessKeyId === '' || secretAccessKey === '')
      throw new EngineError(`The secret of \`${reference}\` has no \`accessKeyId\` or no \`secretAccessKey\`.`);
    return { accessKeyId, secretAccessKey };
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work).finally(() => this.#shared.forget());
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
