import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openPglite, openServer, type Database } from '@akili/client-postgres';
import { environmentPrefix, tenantRole } from '@akili/model';
import { EngineError, platformSlug, type DriverContext, type EngineConnection } from '@akili/resource';
import { inventory } from './inventory.ts';
import type { LookupSession } from './session.ts';

/** Where the embedded engine keeps its data, inside the environment's folder. */
export function embeddedDirectory(context: DriverContext): string {
  return join(context.directory, 'lookup');
}

/**
 * The embedded engine: one PGlite for the whole environment, opened when it is first needed. Reading an environment
 * that was never applied opens and makes nothing.
 */
export function connectEmbedded(context: DriverContext, snapshotDirectory: string): EngineConnection<LookupSession> {
  let opened: Promise<Database> | undefined;
  const database = (): Promise<Database> =>
    (opened ??= openPglite({ directory: embeddedDirectory(context), snapshotDirectory }));
  return {
    async inventory(tenant, signal) {
      if (opened === undefined && !existsSync(embeddedDirectory(context))) return [];
      return await inventory(await database(), tenant, signal);
    },
    async session(tenant, credential) {
      return { database: await database(), role: credential === 'tenant' ? tenantRole(tenant, 'owner') : undefined };
    },
    async close() {
      // One that could not be opened has nothing to close, and has said so already.
      await (await opened?.catch(() => undefined))?.close();
    },
  };
}

/** A server: a login of its own for the platform and for each tenant, each connected when it is first needed. */
export function connectServer(context: DriverContext): EngineConnection<LookupSession> {
  const logins = new Map<string, Promise<Database>>();
  const login = (slug: string, reference: string): Promise<Database> => {
    const key = JSON.stringify([slug, reference]);
    const open = logins.get(key) ?? openLogin(context, slug, reference);
    logins.set(key, open);
    // A login that failed is tried again by the next step.
    open.catch(() => logins.delete(key));
    return open;
  };
  const ofPlatform = (): Promise<Database> => {
    const reference = context.binding.credentials;
    if (reference === undefined)
      throw new EngineError(`environment ${context.environment.name} names no credentials for lookup`);
    return login(platformSlug, reference);
  };
  return {
    async inventory(tenant, signal) {
      return await inventory(await ofPlatform(), tenant, signal);
    },
    async session(tenant, credential) {
      if (credential === 'platform') return { database: await ofPlatform(), role: undefined };
      const reference = context.credentialReference?.(tenant.slug) ?? `env:${environmentPrefix(tenant.slug)}LOOKUP`;
      return { database: await login(tenant.slug, reference), role: tenantRole(tenant, 'owner') };
    },
    async close() {
      const all = await Promise.allSettled(logins.values());
      await Promise.all(all.map((one) => (one.status === 'fulfilled' ? one.value.close() : undefined)));
    },
  };
}

async function openLogin(context: DriverContext, slug: string, reference: string): Promise<Database> {
  const { settings } = context.binding;
  const text = (name: string): string => {
    const value = settings[name];
    if (typeof value !== 'string')
      throw new EngineError(`environment ${context.environment.name} has no lookup.${name}`);
    return value;
  };
  const host = text('host');
  const secret = await context.secret(slug, reference);
  const { username, password } = secret;
  if (username === undefined || password === undefined)
    throw new EngineError(`the secret ${reference} holds no username and password`);
  return await openServer({
    host,
    port: typeof settings['port'] === 'number' ? settings['port'] : 5432,
    database: text('database'),
    user: username,
    password,
    // Whoever leaves TLS out must say so, unless nothing leaves the machine.
    tls: typeof settings['tls'] === 'boolean' ? settings['tls'] : !isLoopback(host),
    connections: slug === platformSlug ? 4 : 2,
  });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
