import type { Product } from '@akili/model';

/** A product of acme-corp that is whole; what a test is about is given. */
export function aProduct(given: Partial<Product> = {}): Product {
  const tenant = given.tenant ?? 'acme-corp';
  const name = given.name ?? 'orders_daily';
  const folder = given.folder ?? `tenants/${tenant}/products/${name}`;
  return {
    tenant,
    name,
    namespace: 'sales',
    version: '1.0.0',
    archetype: 'source',
    description: 'Orders of each day.',
    owner: 'data-team@acme-corp.com',
    tags: [],
    folder,
    vars: {},
    inputs: [],
    transform: { text: 'SELECT 1 AS one', place: { file: `${folder}/transform.sql` } },
    checks: [],
    serving: [],
    governance: {
      classification: 'internal',
      access: [],
      steward: undefined,
      compliance: [],
      file: `${folder}/governance.yaml`,
    },
    compute: {
      engine: 'dagster',
      schedule: '0 6 * * *',
      cpuMillis: 1000,
      memoryBytes: 2 ** 31,
      timeout: 1800,
      retries: 2,
      tags: [],
      file: `${folder}/compute.yaml`,
    },
    output: undefined,
    ...given,
  };
}
