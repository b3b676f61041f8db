import type { Acl, AclResource } from './acl.ts';

// Kafka's numbers for the fields of an ACL (ResourceType, PatternType, AclOperation, AclPermissionType).
const resources = ['', '', 'TOPIC', 'GROUP', 'CLUSTER', 'TRANSACTIONAL_ID', 'DELEGATION_TOKEN', 'USER'];
const operations = [
  ...['', '', 'ALL', 'READ', 'WRITE', 'CREATE', 'DELETE', 'ALTER', 'DESCRIBE', 'CLUSTER_ACTION'],
  ...['DESCRIBE_CONFIGS', 'ALTER_CONFIGS', 'IDEMPOTENT_WRITE', 'CREATE_TOKENS', 'DESCRIBE_TOKENS', 'TWO_PHASE_COMMIT'],
];

/** An ACL as it goes over the wire. */
export interface WireAcl {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly resourcePatternType: number;
  readonly principal: string;
  readonly host: string;
  readonly operation: number;
  readonly permissionType: number;
}

/** Matches everything: for describing only. In a delete it would remove whatever there is. */
export const anyAcl = { resourceType: 1, resourcePatternType: 1, operation: 1, permissionType: 1 } as const;

/** All seven fields, each exact: a filter with one of them missing deletes far more than it names. */
export function toWire(acl: Acl): WireAcl {
  const filter: WireAcl = {
    resourceType: codeOf(resources, acl.resource),
    resourceName: acl.name,
    resourcePatternType: acl.pattern === 'PREFIXED' ? 4 : 3,
    principal: acl.principal,
    host: acl.host,
    operation: codeOf(operations, acl.operation),
    permissionType: acl.permission === 'ALLOW' ? 3 : 2,
  };
  const { resourceType, operation, resourceName, principal, host } = filter;
  if (resourceType < 2 || operation < 2 || resourceName === '' || principal === '' || host === '')
    throw new Error('an ACL must be named by all of its fields');
  return filter;
}

export function fromWire(acl: WireAcl): Acl {
  return {
    principal: acl.principal,
    host: acl.host,
    permission: acl.permissionType === 2 ? 'DENY' : 'ALLOW',
    operation: wordOf(operations, acl.operation),
    resource: wordOf(resources, acl.resourceType) as AclResource,
    pattern: acl.resourcePatternType === 4 ? 'PREFIXED' : 'LITERAL',
    name: acl.resourceName,
  };
}

function codeOf(words: readonly string[], word: string): number {
  return word.startsWith('#') ? Number(word.slice(1)) : words.indexOf(word);
}

function wordOf(words: readonly string[], code: number): string {
  return words[code] || `#${code}`;
}
