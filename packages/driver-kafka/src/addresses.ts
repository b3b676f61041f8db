import { addressOf, type Address } from '@akili/resource';
import { prefixOf } from './tenant-access.ts';

/** A login of a tenant on the broker. */
export function userAddress(slug: string, user: string): Address {
  return addressOf(slug, 'events.user', user);
}

/** Who may reach the tenant's names: one resource a tenant, named by the prefix. */
export function accessAddress(slug: string): Address {
  return addressOf(slug, 'events.access', prefixOf(slug));
}

/** The limits of a login. */
export function quotaAddress(slug: string, user: string): Address {
  return addressOf(slug, 'events.quota', user);
}
