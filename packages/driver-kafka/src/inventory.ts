import { principalName } from '@akili/model';
import { byAddress, eventsTopicAddress } from '@akili/resource';
import type { Address, Observed, OwnershipMark, StateRecord, TenantIdentity } from '@akili/resource';
import { sortAcls, touches, type Acl } from './acl.ts';
import { accessAddress, quotaAddress, userAddress } from './addresses.ts';
import { foreignAcls } from './foreign-acls.ts';
import { headOf, type Snapshot } from './snapshot.ts';
import type { AccessValue, QuotaValue, TopicValue, UserValue } from './specs.ts';
import { prefixOf, principalsOf } from './tenant-access.ts';
import type { LiveTopic } from './kafka-admin.ts';

export interface InventoryOptions {
  readonly recorded: readonly StateRecord[];
  readonly trusted: ReadonlySet<string>;
  /** Every tenant's slug: what a login may do in another tenant's space is that tenant's to report. */
  readonly slugs: ReadonlySet<string>;
  /** Replicas are compared only where the environment says how many. */
  readonly withReplication: boolean;
}

/** A tenant's part of the cluster. Pure. */
export function inventoryOf(
  tenant: TenantIdentity,
  snapshot: Snapshot,
  options: InventoryOptions,
): readonly Observed[] {
  const { slug } = tenant;
  const marks = marksOf(tenant, options.recorded);
  const users = [principalName(slug, 'a'), principalName(slug, 'b')];
  return [
    ...topicsOf(tenant, snapshot.topics.get(slug) ?? [], snapshot.configs, options),
    ...users.flatMap((user) => observedUser(user)),
    ...users.flatMap((user) => observedQuota(user)),
    ...observedAccess(),
  ].sort(byAddress);

  function observedUser(user: string): readonly Observed[] {
    const address = userAddress(slug, user);
    const value = ((): UserValue | undefined => {
      // Only what was asked for cannot be had: a login that nobody recorded is not there.
      if ('unsupported' in snapshot.users) return { unsupported: snapshot.users.unsupported };
      const live = snapshot.users.value.get(user);
      if (live === undefined) return undefined;
      return live.credentials === undefined ? { listed: true } : { credentials: live.credentials };
    })();
    return value === undefined ? [] : [{ address, kind: 'events.user', name: user, value, mark: marks(address) }];
  }

  function observedQuota(user: string): readonly Observed[] {
    const address = quotaAddress(slug, user);
    const value = ((): QuotaValue | undefined => {
      if ('unsupported' in snapshot.quotas) return { unsupported: snapshot.quotas.unsupported };
      const live = snapshot.quotas.value.get(user);
      return live === undefined ? undefined : { limits: live.limits };
    })();
    return value === undefined ? [] : [{ address, kind: 'events.quota', name: user, value, mark: marks(address) }];
  }

  function observedAccess(): readonly Observed[] {
    const acls = sortAcls(
      principalsOf(slug)
        .flatMap((principal) => snapshot.aclsOf.get(principal) ?? [])
        .filter((acl) => !isAnothers(acl, slug, options.slugs)),
    );
    const near = [...(snapshot.aclsAt.get(slug) ?? []), ...snapshot.broadAcls];
    const foreign = foreignAcls(near, slug, options.trusted);
    if (acls.length === 0 && foreign.length === 0) return [];
    const value: AccessValue = { acls, foreign };
    const address = accessAddress(slug);
    return [{ address, kind: 'events.access', name: prefixOf(slug), value, mark: marks(address) }];
  }
}

/** The topics within a tenant's prefix. One that the state does not know carries no mark: it may be anybody's. */
export function topicsOf(
  { slug, id }: TenantIdentity,
  topics: readonly LiveTopic[],
  configs: Snapshot['configs'],
  { recorded, withReplication }: Pick<InventoryOptions, 'recorded' | 'withReplication'>,
): readonly Observed[] {
  const digests = new Map(recorded.map((record) => [record.address, record.digest]));
  return topics.flatMap(({ topic, partitions, replication }): Observed | readonly Observed[] => {
    const overrides = configs.get(topic);
    // Deleted between two requests of one reading.
    if (overrides === undefined) return [];
    const address = eventsTopicAddress(slug, topic);
    const value: TopicValue = { partitions, ...(withReplication ? { replication } : {}), configs: overrides };
    const digest = digests.get(address);
    const mark = digest === undefined ? undefined : { tenantId: id, digest };
    return { address, kind: 'events.topic', name: topic, value, mark };
  });
}

/**
 * Logins, limits and ACLs are named after the tenant, which is mark enough: a slug is one tenant's for ever. Which
 * declaration was applied stands in the state; without it the digest is that of nothing.
 */
function marksOf({ id }: TenantIdentity, recorded: readonly StateRecord[]): (address: Address) => OwnershipMark {
  const digests = new Map(recorded.map((record) => [record.address, record.digest]));
  return (address) => ({ tenantId: id, digest: digests.get(address) ?? 'not recorded' });
}

/** True for what is about another tenant's names and none of this one's. */
function isAnothers(acl: Acl, slug: string, slugs: ReadonlySet<string>): boolean {
  if (touches(acl, prefixOf(slug))) return false;
  const head = headOf(acl.name);
  if (head !== undefined) return slugs.has(head) && touches(acl, prefixOf(head));
  return acl.pattern === 'PREFIXED' && [...slugs].some((other) => touches(acl, prefixOf(other)));
}
