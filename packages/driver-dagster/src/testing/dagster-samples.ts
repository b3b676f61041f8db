import type { CompiledProduct, CompiledTenant, EngineBinding, Json } from '@akili/model';
import type { DriverContext, Resource } from '@akili/resource';
import { acmeCorp, dailyRevenue, globexInc, lowerInput, product, weeklySummary } from '@akili/testkit';
import { lower } from '../lower.ts';

type Settings = { readonly [key: string]: Json };

const connection = { connectorType: 'postgres', config: { host: 'db' }, credentials: 'env:AKILI_ACME_CORP__SOURCE' };
export const acme: CompiledTenant = { ...acmeCorp, connections: [{ ...connection, name: 'acme-orders-db' }] };
export const globex: CompiledTenant = { ...globexInc, connections: [{ ...connection, name: 'globex-finance-db' }] };

const typed = (one: CompiledProduct): CompiledProduct => ({ ...one, sql: { duckdb: 'SELECT 1' } });
export const revenue = typed(dailyRevenue);
export const refunds = typed(product('acme-corp', 'sales', 'daily_refunds'));
export const summary = typed(weeklySummary);
/** The same product with another version, and another schedule. */
export const nextRevenue: CompiledProduct = {
  ...revenue,
  version: '2.0.0',
  compute: { ...revenue.compute, schedule: '30 5 * * *', retries: 0 },
};

/** What the driver makes of a tenant's products, free of other engines. */
export function lowered(
  tenant: CompiledTenant,
  products: readonly CompiledProduct[],
  compute: Settings,
): readonly Resource[] {
  const all = lower(lowerInput([tenant], products, { compute }));
  const there = new Set(all.map(({ address }) => address));
  return all.map((one) => ({ ...one, dependsOn: one.dependsOn.filter((address) => there.has(address)) }));
}

/** A context in which the driver connects; tenants' tokens are `token of <slug>`. */
export function contextFor(directory: string, compute: Settings): DriverContext {
  const { environment } = lowerInput([], [], { compute });
  const binding = environment.engines.compute as EngineBinding;
  const tenants = [acme, globex].map(({ slug, id }) => ({ slug, id }));
  const secret: DriverContext['secret'] = (tenant) => Promise.resolve({ token: `token of ${tenant}` });
  return { environment, binding, directory, secret, tenants };
}
