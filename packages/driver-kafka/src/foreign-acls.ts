import { digestOf } from '@akili/model';
import { sortAcls, touches, writeAcl, type Acl } from './acl.ts';
import type { ForeignAcl } from './specs.ts';
import { prefixOf, principalsOf } from './tenant-access.ts';

/** Known by its seven fields, named to nobody. */
export function aclDigest(acl: Acl): string {
  return digestOf({ ...acl });
}

/** Whether an ACL lets somebody who is neither the tenant nor trusted do something with names of the tenant. */
export function isForeign(acl: Acl, slug: string, trusted: ReadonlySet<string>): boolean {
  if (acl.permission === 'DENY' || trusted.has(acl.principal)) return false;
  return !principalsOf(slug).includes(acl.principal) && touches(acl, prefixOf(slug));
}

/**
 * The foreign ACLs among these, sorted by digest. The principal of another tenant is not named: what one tenant's
 * plan shows may not say who the others are.
 */
export function foreignAcls(acls: readonly Acl[], slug: string, trusted: ReadonlySet<string>): readonly ForeignAcl[] {
  return sortAcls(acls.filter((acl) => isForeign(acl, slug, trusted)))
    .map((acl) => ({ digest: aclDigest(acl), text: writeAcl(nameless(acl)) }))
    .toSorted((a, b) => (a.digest < b.digest ? -1 : 1));
}

function nameless(acl: Acl): Acl {
  return acl.principal.startsWith('User:tenant-') ? { ...acl, principal: '(the login of another tenant)' } : acl;
}
