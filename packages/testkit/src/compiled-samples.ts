import type { CompiledColumn, CompiledInput, CompiledProduct, CompiledTenant } from '@akili/model';
import type { EngineBinding, EngineRole, Environment, Json } from '@akili/model';
import type { DriverContext, LowerInput } from '@akili/resource';

/** The compiled seed, written by hand: what drivers lower in their tests without running the compiler. */
export const acmeCorp = tenant('acme-corp', '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d', 'Acme Corporation');
export const globexInc = tenant('globex-inc', '0b7d5e3a-2f44-4c52-8a61-9c1e7f3d2b10', 'Globex Inc');

export function column(name: string, type: string): CompiledColumn {
  return { name, type, nullable: true, classification: null };
}

export const orders: CompiledInput = {
  name: 'orders',
  kind: 'source',
  connection: 'acme-orders-db',
  resource: 'public.orders',
  strategy: 'cdc',
  cursorField: 'updated_at',
  schedule: '0 */4 * * *',
  columns: [
    column('order_id', 'bigint'),
    column('product_id', 'bigint'),
    column('amount', 'decimal(18,2)'),
    column('region', 'varchar'),
    column('order_date', 'timestamp'),
  ],
  key: ['order_id'],
};

export const dailyRevenue: CompiledProduct = {
  ...product('acme-corp', 'sales', 'daily_revenue'),
  columns: [
    column('date', 'timestamp'),
    column('region', 'varchar'),
    column('order_count', 'bigint'),
    column('gross_revenue', 'decimal(38,2)'),
  ],
  inputs: [orders],
  serving: [
    {
      intent: 'analytics',
      engine: 'starrocks',
      materialized: true,
      refreshInterval: 3600,
      sortKey: ['date', 'region'],
      indexes: [],
    },
  ],
};

export const weeklySummary: CompiledProduct = {
  ...product('globex-inc', 'finance', 'weekly_transaction_summary'),
  columns: [column('week_start', 'timestamp'), column('net_flow', 'decimal(38,2)')],
  inputs: [{ ...orders, name: 'transactions', connection: 'globex-finance-db', resource: 'public.transactions' }],
  serving: [{ intent: 'lookup', engine: 'postgresql', materialized: false, cacheTtl: 600, sortKey: [], indexes: [] }],
};

/** A product with one column and nothing else, to be spread and changed. */
export function product(tenant: string, namespace: string, name: string): CompiledProduct {
  const folder = `tenants/${tenant}/products/${name}`;
  return {
    tenant,
    namespace,
    name,
    version: '1.0.0',
    archetype: 'source',
    description: 'Made for a test.',
    owner: `data-team@${tenant}.com`,
    tags: ['daily'],
    folder,
    columns: [column('id', 'bigint')],
    key: [],
    keyOrigin: 'none',
    inputs: [],
    sql: { duckdb: 'SELECT 1::BIGINT AS id' },
    checks: [],
    serving: [],
    governance: { classification: 'confidential', access: [], compliance: ['sox'] },
    compute: { engine: 'dagster', schedule: '0 6 * * *', timeout: 1800, retries: 2, tags: ['daily'] },
    lineage: { columns: {}, rows: [] },
    origin: { file: `${folder}/product.yaml` },
  };
}

/** What a driver's `lower` gets for these tenants and products in the embedded environment. */
export function lowerInput(
  tenants: readonly CompiledTenant[],
  products: readonly CompiledProduct[],
  settings: { readonly [role in EngineRole]?: { readonly [key: string]: Json } } = {},
): LowerInput {
  const compilation = { formatVersion: 1, digest: 'sha256:0', environment: 'local', diagnostics: [] } as const;
  return { compilation: { ...compilation, tenants, products }, environment: embedded(settings) };
}

/** The context in which a driver of the embedded environment connects; it resolves no secret. */
export function embeddedContext(directory: string, role: EngineRole, driver: string): DriverContext {
  const environment = embedded({});
  const binding: EngineBinding = { role, driver, settings: {}, credentials: undefined, place: environment.place };
  const tenants = [acmeCorp, globexInc].map(({ slug, id }) => ({ slug, id }));
  const secret = () => Promise.reject(new Error('an embedded engine needs no secret'));
  return { environment, binding, directory, secret, tenants };
}

function embedded(settings: { readonly [role in EngineRole]?: { readonly [key: string]: Json } }): Environment {
  const place = { file: 'akili.yaml' };
  const engines = Object.fromEntries(
    Object.entries(settings).map(([role, values]) => [
      role,
      { role, driver: 'local', settings: values, credentials: undefined, place },
    ]),
  ) as Environment['engines'];
  return { name: 'local', embedded: true, engines, state: { store: 'directory' }, vars: {}, place };
}

function tenant(slug: string, id: string, displayName: string): CompiledTenant {
  const origin = { file: `tenants/${slug}/tenant.yaml` };
  return { slug, id, displayName, status: 'active', teams: [], quotas: {}, credentials: {}, origin };
}
