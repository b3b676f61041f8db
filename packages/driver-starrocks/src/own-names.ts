import { tenantRole, underscored } from '@akili/model';
import { readAddress, type StateRecord, type TenantIdentity } from '@akili/resource';

/** Which roles, users and databases are a tenant's: by their prefix, or, where a long slug cut it off, by the state. */
export interface OwnNames {
  has(name: string): boolean;
}

export function ownNames(tenant: TenantIdentity, recorded: readonly StateRecord[]): OwnNames {
  const prefix = `tenant_${underscored(tenant.slug)}__`;
  const known = new Set([
    ...(['owner', 'deployer', 'deployer__b', 'reader'] as const).map((role) => tenantRole(tenant, role)),
    ...recorded.map(({ address }) => readAddress(address)?.name ?? ''),
  ]);
  return { has: (name) => name.startsWith(prefix) || known.has(name) };
}

/** Somebody who is not the tenant's, without a word about another tenant. */
export function outsider(name: string): string {
  return name.startsWith('tenant_') ? 'somebody of another tenant' : name;
}
