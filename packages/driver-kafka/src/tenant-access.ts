import { principalName, type CompiledTenant } from '@akili/model';
import type { Acl } from './acl.ts';
import { sortAcls } from './acl.ts';

/** What every name of a tenant begins with. Without the dot `acme` would reach the things of `acme-corp`. */
export function prefixOf(slug: string): string {
  return `${slug}.`;
}

/** Both logins that a tenant can have, whether it has them or not. */
export function principalsOf(slug: string): readonly string[] {
  return [`User:${principalName(slug, 'a')}`, `User:${principalName(slug, 'b')}`];
}

type Rights = { readonly [resource in 'TOPIC' | 'GROUP' | 'TRANSACTIONAL_ID']: readonly string[] };

/**
 * Everything inside the prefix: a tenant's own credential makes, changes and removes its topics. Each operation is
 * named, also those that others imply, since ALL would take in what a later broker adds.
 */
const full: Rights = {
  TOPIC: ['READ', 'WRITE', 'CREATE', 'DELETE', 'ALTER', 'DESCRIBE', 'ALTER_CONFIGS', 'DESCRIBE_CONFIGS'],
  GROUP: ['READ', 'DESCRIBE', 'DELETE'],
  TRANSACTIONAL_ID: ['WRITE', 'DESCRIBE'],
};

const readOnly: Rights = {
  TOPIC: ['READ', 'DESCRIBE', 'DESCRIBE_CONFIGS'],
  GROUP: ['READ', 'DESCRIBE'],
  TRANSACTIONAL_ID: [],
};
const none: Rights = { TOPIC: [], GROUP: [], TRANSACTIONAL_ID: [] };

const rightsOf: { readonly [status in CompiledTenant['status']]: Rights } = {
  active: full,
  suspended: readOnly,
  archived: none,
};

/** The ACLs of a tenant's logins, sorted: prefixed, with the dot, from any host. */
export function tenantAcls(slug: string, status: CompiledTenant['status'], users: readonly string[]): readonly Acl[] {
  const rights = rightsOf[status];
  return sortAcls(
    users.flatMap((user) =>
      (Object.keys(rights) as (keyof Rights)[]).flatMap((resource) =>
        rights[resource].map((operation): Acl => ({
          principal: `User:${user}`,
          host: '*',
          permission: 'ALLOW',
          operation,
          resource,
          pattern: 'PREFIXED',
          name: prefixOf(slug),
        })),
      ),
    ),
  );
}
