import type { Tenant } from '@akili/model';

/** The tenant acme-corp without connections and products; what a test is about is given. */
export function aTenant(given: Partial<Tenant> = {}): Tenant {
  const slug = given.slug ?? 'acme-corp';
  return {
    slug,
    id: '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d',
    displayName: 'Acme Corporation',
    status: 'active',
    teams: [],
    quotas: {},
    credentials: {},
    vars: {},
    connections: [],
    products: [],
    file: `tenants/${slug}/tenant.yaml`,
    ...given,
  };
}
