import type { Driver, DriverContext, EngineConnection, ResourceType, TenantIdentity } from '@akili/resource';
import { AnalyticsSession } from './analytics-session.ts';
import { catalog } from './catalog.ts';
import { database } from './database.ts';
import { readInventory } from './inventory.ts';
import { lower } from './lower.ts';
import { probeJail } from './probe/probe-jail.ts';
import { refresh } from './refresh.ts';
import { table } from './table.ts';
import { view } from './view.ts';

/** Analytics on DuckDB: one database file and one jailed instance a tenant, opened when first needed. */
export const duckdbAnalytics: Driver<AnalyticsSession> = {
  name: 'duckdb',
  role: 'analytics',
  types: [catalog, database, table, view, refresh] as readonly ResourceType<never, AnalyticsSession>[],
  lower,
  connect: (context) => Promise.resolve(connect(context)),
};

function connect({ directory }: DriverContext): EngineConnection<AnalyticsSession> {
  const sessions = new Map<string, AnalyticsSession>();
  const sessionOf = (tenant: TenantIdentity): AnalyticsSession => {
    const known = sessions.get(tenant.slug);
    if (known?.tenant.id === tenant.id) return known;
    if (known !== undefined) throw new Error(`tenant ${tenant.slug} came with two ids`);
    const session = new AnalyticsSession(directory, { slug: tenant.slug, id: tenant.id });
    sessions.set(tenant.slug, session);
    return session;
  };
  return {
    inventory: (tenant, signal) => readInventory(sessionOf(tenant), signal),
    session: (tenant) => Promise.resolve(sessionOf(tenant)),
    probe: (probe) => probeJail(sessionOf(probe.tenant), directory, probe),
    async close() {
      for (const session of sessions.values()) await session.close();
      sessions.clear();
    },
  };
}
