/** What an ACL protects. `#<code>` is one that this driver has no word for; it is shown and can be removed. */
export type AclResource =
  'TOPIC' | 'GROUP' | 'CLUSTER' | 'TRANSACTIONAL_ID' | 'DELEGATION_TOKEN' | 'USER' | `#${number}`;

/** What an ACL is about: the seven fields that tell one from another. */
export type Acl = {
  /** `User:tenant-acme-corp`; `User:*` is everybody. */
  readonly principal: string;
  /** `*`: from anywhere. */
  readonly host: string;
  readonly permission: 'ALLOW' | 'DENY';
  readonly operation: string;
  readonly resource: AclResource;
  /** PREFIXED: every name that begins so. LITERAL: this name; `*` is every name. */
  readonly pattern: 'LITERAL' | 'PREFIXED';
  readonly name: string;
};

/** For people, and the order in which ACLs are kept. */
export function writeAcl(acl: Acl): string {
  const name = acl.pattern === 'PREFIXED' ? `${acl.name}… (prefix)` : acl.name;
  return `${acl.permission} ${acl.principal} ${acl.operation} on ${acl.resource} ${name} from ${acl.host}`;
}

/** ACLs in one order, each once: brokers list them in none. */
export function sortAcls(acls: readonly Acl[]): readonly Acl[] {
  const byText = new Map(acls.map((acl) => [writeAcl(acl), acl]));
  return [...byText.keys()].sort().map((text) => byText.get(text)!);
}

/** The ACLs of the first list that the second lacks. */
export function withoutAcls(acls: readonly Acl[], others: readonly Acl[]): readonly Acl[] {
  const there = new Set(others.map(writeAcl));
  return acls.filter((acl) => !there.has(writeAcl(acl)));
}

const spaces: ReadonlySet<string> = new Set(['TOPIC', 'GROUP', 'TRANSACTIONAL_ID']);

/** True when an ACL is about a name that begins with this prefix, whether or not such a thing exists. */
export function touches(acl: Acl, prefix: string): boolean {
  if (!spaces.has(acl.resource)) return false;
  if (acl.pattern === 'PREFIXED') return prefix.startsWith(acl.name) || acl.name.startsWith(prefix);
  return acl.name === '*' || acl.name.startsWith(prefix);
}
