const words = ['revenue', 'orders', 'basket', 'churn', 'margin', 'returns', 'visits', 'funnel', 'cohort', 'stock'];
const statuses = ['paid', 'shipped', 'open', 'cancelled', 'returned'];
const grains = ['day', 'week', 'month'];

/**
 * The seven files of made-up product number `n` of a tenant. Every third product reads the product before it, so
 * that there are chains; no two products have the same SQL.
 */
export function productFiles(n: number, random: () => number): readonly (readonly [string, string])[] {
  const name = `p_${String(n).padStart(4, '0')}`;
  const word = words[Math.floor(random() * words.length)] as string;
  const derived = n % 3 === 2;
  const grain = grains[Math.floor(random() * grains.length)] as string;
  const limit = Math.floor(random() * 100_000);
  return [
    [
      'product.yaml',
      `product:\n  name: ${name}\n  namespace: ${word}\n  version: "1.${n}.0"\n  archetype: ${derived ? 'aggregate' : 'source'}\n  description: >\n    Made-up ${word} product number ${n}.\n    It exists to be compiled.\n  owner: team-${word}@example.com\n  tags:\n    - ${word}\n    - bench\n`,
    ],
    ['inputs.yaml', derived ? derivedInputs(n) : sourceInputs()],
    ['transform.sql', derived ? derivedTransform(n, limit) : sourceTransform(n, grain, limit, random)],
    ['quality.yaml', quality(n, limit, derived)],
    [
      'serving.yaml',
      n % 2 === 0
        ? `serving:\n  modes:\n    - intent: lookup\n      config:\n        engine: postgresql\n        cache_ttl: "10m"\n`
        : `serving:\n  modes:\n    - intent: analytics\n      config:\n        engine: starrocks\n        materialized: true\n        refresh_interval: "1h"\n        indexes:\n          - columns: [bucket, region]\n            type: sort_key\n`,
    ],
    [
      'governance.yaml',
      `apiVersion: akili/v1\nkind: Governance\nclassification: confidential\naccess:\n  - team: analysts\n    role: viewer\n  - team: engineers\n    role: owner\nsteward: steward-${n}@example.com\ncompliance:\n  - sox\n`,
    ],
    [
      'compute.yaml',
      `compute:\n  engine: dagster\n  schedule: "${n % 60} 6 * * *"\n  resources:\n    cpu: 100m\n    memory: 256Mi\n  timeout: 1800\n  retries: 2\n  tags:\n    - daily\n`,
    ],
  ];
}

function sourceInputs(): string {
  return `inputs:
  - name: orders
    kind: source
    connection: warehouse
    resource: public.orders
    strategy: incremental
    cursor_field: updated_at
    schedule: "0 */4 * * *"
    columns:
      - order_id
      - customer_id
      - amount
      - discount
      - quantity
      - status
      - region
      - ordered_at

  - name: customers
    kind: source
    connection: warehouse
    resource: public.customers
    strategy: full_refresh
    schedule: "0 5 * * *"
    columns:
      - customer_id
      - segment
      - country
`;
}

function derivedInputs(n: number): string {
  const upstream = `p_${String(n - 1).padStart(4, '0')}`;
  return `inputs:\n  - name: upstream\n    kind: product\n    product: ${upstream}\n    version: ">=1.0.0"\n`;
}

function sourceTransform(n: number, grain: string, limit: number, random: () => number): string {
  const status = statuses[Math.floor(random() * statuses.length)] as string;
  return `SELECT
  DATE_TRUNC('${grain}', o.ordered_at) AS bucket,
  o.region,
  c.segment AS segment_${n},
  COUNT(DISTINCT o.order_id) AS order_count,
  SUM(o.amount) AS gross,
  SUM(CASE WHEN o.status = '${status}' THEN o.amount - o.discount ELSE 0 END) AS net,
  AVG(o.amount) AS avg_value
FROM {{ ref('orders') }} o
LEFT JOIN {{ ref('customers') }} c
  ON o.customer_id = c.customer_id
WHERE o.amount > ${limit} AND o.quantity BETWEEN 1 AND ${(n % 90) + 10}
GROUP BY 1, 2, 3
`;
}

function derivedTransform(n: number, limit: number): string {
  return `WITH ranked AS (
  SELECT bucket, region, gross, net, order_count,
    ROW_NUMBER() OVER (PARTITION BY region ORDER BY gross DESC, bucket) AS place
  FROM {{ ref('upstream') }}
  WHERE gross > ${limit}
)
SELECT
  r.bucket,
  r.region,
  MAX(r.place) AS place_${n},
  SUM(r.order_count) AS order_count,
  SUM(r.gross) AS gross,
  SUM(r.net) AS net
FROM ranked r
WHERE r.place <= ${(n % 40) + 1}
GROUP BY r.bucket, r.region
`;
}

function quality(n: number, limit: number, derived: boolean): string {
  return `quality:
  checks:
    - name: no_null_buckets
      sql: "SELECT COUNT(*) FROM {{ this }} WHERE bucket IS NULL"
      severity: critical
      threshold: 0
      description: The bucket must never be null

    - name: positive
      sql: "SELECT COUNT(*) FROM {{ this }} WHERE gross < ${-limit}"
      severity: critical
      threshold: 0
      description: Gross must not be far below zero

    - name: net_lte_gross
      sql: "SELECT COUNT(*) FROM {{ this }} WHERE net > gross + ${n}"
      severity: warning
      threshold: ${n % 7}
      description: Net should not pass gross

    - name: volume
      sql: >
        SELECT CASE WHEN SUM(order_count) > ${limit + n} THEN 1 ELSE 0 END
        FROM {{ this }}
        WHERE ${derived ? `place_${n} > 0` : `segment_${n} IS NOT NULL`}
      severity: warning
      threshold: 0
      description: Far more orders than ever
`;
}
