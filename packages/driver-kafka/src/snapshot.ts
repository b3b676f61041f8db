import type { Acl } from './acl.ts';
import { groupBy } from './group-by.ts';
import type { KafkaAdmin, LiveQuota, LiveTopic, LiveUser, Supported } from './kafka-admin.ts';

/** The whole cluster at one moment, put so that one tenant's part is found without walking the others'. */
export interface Snapshot {
  /** By what stands before the first dot: the slug. */
  readonly topics: ReadonlyMap<string, readonly LiveTopic[]>;
  readonly configs: ReadonlyMap<string, { readonly [name: string]: string }>;
  /** ACLs of a principal. */
  readonly aclsOf: ReadonlyMap<string, readonly Acl[]>;
  /** ACLs whose name begins so, up to its first dot. */
  readonly aclsAt: ReadonlyMap<string, readonly Acl[]>;
  /** ACLs whose name has no dot: `*`, and prefixes that may begin any tenant's names. */
  readonly broadAcls: readonly Acl[];
  readonly users: Supported<ReadonlyMap<string, LiveUser>>;
  readonly quotas: Supported<ReadonlyMap<string, LiveQuota>>;
}

/** Reads everything in five requests, whatever the number of tenants. */
export async function readSnapshot(admin: KafkaAdmin, slugs: ReadonlySet<string>): Promise<Snapshot> {
  const [listed, acls, users, quotas] = await Promise.all([
    admin.topics(),
    admin.acls(),
    admin.users(),
    admin.quotas(),
  ]);
  const topics = groupBy(listed, ({ topic }) => headOf(topic) ?? '');
  const ours = [...topics].filter(([slug]) => slugs.has(slug)).flatMap(([, some]) => some.map(({ topic }) => topic));
  const configs =
    ours.length === 0 ? new Map<string, { readonly [name: string]: string }>() : await admin.configs(ours);
  return {
    topics,
    configs,
    aclsOf: groupBy(acls, ({ principal }) => principal),
    aclsAt: groupBy(
      acls.filter(({ name }) => headOf(name) !== undefined),
      ({ name }) => headOf(name)!,
    ),
    broadAcls: acls.filter(({ name }) => headOf(name) === undefined),
    users: byUser(users),
    quotas: byUser(quotas),
  };
}

/** What stands before the first dot; undefined where there is none. */
export function headOf(name: string): string | undefined {
  const dot = name.indexOf('.');
  return dot < 0 ? undefined : name.slice(0, dot);
}

function byUser<T extends { readonly user: string }>(all: Supported<readonly T[]>): Supported<ReadonlyMap<string, T>> {
  return 'unsupported' in all ? all : { value: new Map(all.value.map((one) => [one.user, one])) };
}
