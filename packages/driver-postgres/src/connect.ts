import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openPglite, type Database } from '@akili/client-postgres';
import { tenantRole } from '@akili/model';
import { platformSlug, type DriverContext, type EngineConnection, type TenantIdentity } from '@akili/resource';
import { inventory } from './inventory.ts';
import { openPlatform, openTenant, openTenantLogin } from './open-login.ts';
import { probeLookup } from './probe/probe-lookup.ts';
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
      const role = credential === 'tenant' ? tenantRole(tenant, 'owner') : undefined;
      return { database: await database(), role, secret: context.secret };
    },
    async probe(probe) {
      // Reading an environment that was never applied makes nothing.
      if (opened === undefined && !existsSync(embeddedDirectory(context))) return [];
      return await probeLookup(await database(), probe);
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
  const login = (key: string, open: () => Promise<Database>): Promise<Database> => {
    const opened = logins.get(key) ?? open();
    logins.set(key, opened);
    // A login that failed is tried again by the next step.
    opened.catch(() => logins.delete(key));
    return opened;
  };
  const ofPlatform = (): Promise<Database> => login(platformSlug, () => openPlatform(context));
  const ofTenant = (tenant: TenantIdentity): Promise<Database> => login(tenant.slug, () => openTenant(context, tenant));
  return {
    async inventory(tenant, signal) {
      // Every login reads the catalogs: nothing of a tenant is hidden from its own.
      const byTenant = context.reads === 'tenant' && tenant.slug !== platformSlug;
      return await inventory(await (byTenant ? ofTenant(tenant) : ofPlatform()), tenant, signal);
    },
    async session(tenant, credential) {
      if (credential === 'platform') return { database: await ofPlatform(), role: undefined, secret: context.secret };
      return { database: await ofTenant(tenant), role: tenantRole(tenant, 'owner'), secret: context.secret };
    },
    async probe(probe) {
      const login = await openTenantLogin(context, probe.tenant);
      try {
        return await probeLookup(login.database, probe);
      } finally {
        await login.database.close();
      }
    },
    async close() {
      const all = await Promise.allSettled(logins.values());
      await Promise.all(all.map((one) => (one.status === 'fulfilled' ? one.value.close() : undefined)));
    },
  };
}
