import type { Tenant } from '@akili/model';
import type { ReadForTenants } from '../change/find-tenant.ts';
import { Refused } from '../change/refused.ts';

/** The tenant whose product is meant: the one that was asked for, or the only one there is. */
export function oneTenant({ tenants }: ReadForTenants): Tenant {
  const [tenant, ...others] = tenants;
  if (tenant !== undefined && others.length === 0) return tenant;
  throw new Refused('A product belongs to one tenant: name it with `--tenant SLUG` or a profile.');
}
