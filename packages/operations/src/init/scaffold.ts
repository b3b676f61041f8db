import { environmentPrefix } from '@akili/model';

/** A file to be written, with its path from the repository's root. */
export interface ScaffoldFile {
  readonly path: string;
  readonly text: string;
  /** True where a file that is there already is kept and nobody minds: `README.md`. */
  readonly keepExisting?: true;
}

/** What the new repository is about. */
export interface ScaffoldOptions {
  readonly tenant: string;
  /** A new UUID. */
  readonly tenantId: string;
  readonly product: string;
}

/** A repository with one tenant, one connection and one product that compiles as it is. */
export function scaffold({ tenant, tenantId, product }: ScaffoldOptions): readonly ScaffoldFile[] {
  const home = `tenants/${tenant}`;
  const folder = `${home}/products/${product}`;
  return [
    {
      path: 'akili.yaml',
      text: `apiVersion: akili/v1
kind: Platform
defaults: { environment: local }
environments:
  # DuckDB, PostgreSQL and directories inside this folder: needs nothing but Node.
  local: { embedded: true }
`,
    },
    { path: '.gitignore', text: '.akili\n', keepExisting: true },
    { path: 'README.md', text: readme(tenant, product), keepExisting: true },
    {
      path: `${home}/tenant.yaml`,
      text: `apiVersion: akili/v1
kind: Tenant
id: ${tenantId} # never changes
slug: ${tenant}
displayName: ${tenant}
status: active
teams: [analytics, data-engineering]
quotas: { products: 20, cpu: "8", memory: 32Gi, topics: 100, storage: 500Gi, connections: 20 }
`,
    },
    {
      path: `${home}/connections/orders-db.yaml`,
      text: `apiVersion: akili/v1
kind: Connection
name: orders-db
connectorType: postgres
config:
  host: orders.example.com
  port: 5432
  database: production
  ssl_mode: require
credentials: "env:${environmentPrefix(tenant)}ORDERS_DB"
# What the source holds: columns and types are checked against it.
schema:
  public.orders:
    columns:
      order_id: bigint
      region: varchar
      amount: decimal(18,2)
      order_date: timestamp
      updated_at: timestamp
    primary_key: [order_id]
`,
    },
    {
      path: `${folder}/product.yaml`,
      text: `product:
  name: ${product}
  namespace: sales
  version: "1.0.0"
  archetype: source
  description: Orders and their amount by day and region.
  owner: data-team@example.com
  tags: [orders, daily]
`,
    },
    {
      path: `${folder}/inputs.yaml`,
      text: `inputs:
  - name: orders
    kind: source
    connection: orders-db
    resource: public.orders
    strategy: incremental
    cursor_field: updated_at
    schedule: "0 */4 * * *"
    columns: [order_id, region, amount, order_date, updated_at]
`,
    },
    {
      path: `${folder}/transform.sql`,
      text: `SELECT
  DATE_TRUNC('day', o.order_date) AS order_day,
  o.region,
  COUNT(*) AS order_count,
  SUM(o.amount) AS total_amount
FROM {{ ref('orders') }} o
GROUP BY 1, 2
`,
    },
    {
      path: `${folder}/quality.yaml`,
      text: `quality:
  checks:
    - name: no_missing_days
      sql: "SELECT COUNT(*) FROM {{ this }} WHERE order_day IS NULL"
      severity: critical
      threshold: 0
      description: Every row belongs to a day
`,
    },
    {
      path: `${folder}/serving.yaml`,
      text: `serving:
  modes:
    - intent: lookup
      config:
        engine: postgresql
        index_columns: [order_day, region]
        cache_ttl: "10m"
`,
    },
    {
      path: `${folder}/governance.yaml`,
      text: `apiVersion: akili/v1
kind: Governance
classification: internal
access:
  - team: analytics
    role: viewer
  - team: data-engineering
    role: owner
`,
    },
    {
      path: `${folder}/compute.yaml`,
      text: `compute:
  engine: dagster
  schedule: "0 6 * * *"
  resources:
    cpu: "1"
    memory: 1Gi
  timeout: 1800
  retries: 2
`,
    },
  ];
}

function readme(tenant: string, product: string): string {
  return `# Data products

\`akili.yaml\` names the environments; each folder of \`tenants/\` is one tenant with its connections and products.

    akili validate        # what is wrong, with its place
    akili plan            # what an apply would change
    akili apply           # change it, after asking

Begin at \`tenants/${tenant}/products/${product}\`.
`;
}
