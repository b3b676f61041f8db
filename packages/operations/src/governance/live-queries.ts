import type { AnalyticsSession } from '@akili/driver-duckdb';
import type { LookupSession } from '@akili/driver-postgres';
import type { StarRocksSession } from '@akili/driver-starrocks';
import { tenantRole, type CompiledTenant, type Json, type SqlByTarget, type Target } from '@akili/model';
import type { OpenEnvironment } from '../open-environment.ts';

type Rows = readonly { readonly [column: string]: Json }[];

/** One engine on which a product's data can be asked. */
export interface LiveEngine {
  readonly role: 'analytics' | 'lookup';
  readonly driver: string;
  readonly target: Target;
  /** At most two rows of a SELECT that the compiler wrote, without changing anything. */
  query(sql: string, signal: AbortSignal): Promise<Rows>;
}

const statementTimeoutMs = 60_000;

/** Two rows tell one from several; nobody needs more. */
const capped = (sql: string): string => `SELECT * FROM (${sql}) AS answer LIMIT 2`;

/**
 * The engines of an environment that hold a tenant's data, asked with the tenant's own rights. On PostgreSQL in a
 * transaction that may only read: as the reader's role where the engine is embedded, as what the tenant's login may act
 * as on a server. DuckDB's instance is the tenant's own and jailed; StarRocks is asked with the tenant's login.
 */
export function liveEngines(open: OpenEnvironment, tenant: CompiledTenant): readonly LiveEngine[] {
  const identity = { slug: tenant.slug, id: tenant.id };
  const engines: LiveEngine[] = [];
  const analytics = open.environment.engines.analytics;
  const lookup = open.environment.engines.lookup;
  const session = async (role: 'analytics' | 'lookup'): Promise<unknown> =>
    await open.connections.byRole.get(role)?.session(identity, 'tenant');
  if (analytics?.driver === 'duckdb')
    engines.push({
      ...{ role: 'analytics', driver: 'duckdb', target: 'duckdb' },
      async query(sql, signal) {
        const database = await ((await session('analytics')) as AnalyticsSession).database();
        return (await database.query(capped(sql), signal)) as Rows;
      },
    });
  if (analytics?.driver === 'starrocks')
    engines.push({
      ...{ role: 'analytics', driver: 'starrocks', target: 'starrocks' },
      async query(sql, signal) {
        const starrocks = (await session('analytics')) as StarRocksSession;
        return (await starrocks.alone(() => starrocks.query(capped(sql), signal))) as Rows;
      },
    });
  if (lookup?.driver === 'postgres')
    engines.push({
      ...{ role: 'lookup', driver: 'postgres', target: 'postgres' },
      async query(sql, signal) {
        const { database, role } = (await session('lookup')) as LookupSession;
        const acting = open.environment.embedded ? tenantRole(tenant, 'reader') : role;
        const options = { readOnly: true, statementTimeoutMs, signal };
        return (await database.transaction(acting, (asked) => asked.query(capped(sql)), options)) as Rows;
      },
    });
  return engines;
}

/** The text for an engine; undefined where it has none or refuses the query. */
export function textFor(sql: SqlByTarget, { target }: LiveEngine): string | undefined {
  const text = sql[target];
  return typeof text === 'string' ? text : undefined;
}
