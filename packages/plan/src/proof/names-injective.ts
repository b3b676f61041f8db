import { nameClaimedTwice, located } from '@akili/diagnostics';
import type { Diagnostic } from '@akili/diagnostics';
import { platformSlug } from '@akili/resource';
import type { Resource } from '@akili/resource';
import { engineName } from './engine-name.ts';
import { coveredTenants, type ProofInput, type ProofPart } from './proof-input.ts';

/** One engine name as the engine compares it. */
interface Claim {
  readonly key: string;
  readonly resource: Resource;
  /** True for what matches by prefix: an object prefix, an access rule on `acme.`. */
  readonly covers: boolean;
}

/**
 * No two tenants claim one name: ignoring case, taking `.` and `_` of topics for the same (Kafka's metrics do), and
 * with nothing of one tenant under a prefix of another. Over every tenant of the repository, planned or not.
 */
export function namesInjective(input: ProofInput): ProofPart {
  const claims = new Map<string, Claim[]>();
  for (const { identity, desired } of input.tenants) {
    if (identity.slug === platformSlug) continue;
    for (const resource of desired) {
      const claim = claimOf(resource);
      const role = resource.kind.split('.')[0] as string;
      const list = claims.get(role);
      if (list === undefined) claims.set(role, [claim]);
      else list.push(claim);
    }
  }
  const clashing = new Set<Resource>();
  for (const list of claims.values()) collectClashes(list.toSorted(byKey), clashing);
  const covered = coveredTenants(input).filter(({ identity }) => identity.slug !== platformSlug);
  const violations: Diagnostic[] = [];
  const statements = covered.map(({ identity: { slug }, desired }) => {
    const own = desired.filter((resource) => clashing.has(resource));
    for (const { kind, name, product, origin } of own)
      violations.push(
        located(nameClaimedTwice.at(undefined, { tenant: slug, kind, name }, { tenant: slug, product }), origin),
      );
    const evidence =
      own.length === 0
        ? `names: ${desired.length}, compared with those of the whole repository; each is the tenant's alone`
        : `names that are not the tenant's alone: ${own.length} of ${desired.length}`;
    return { id: 'names-injective', tenant: slug, holds: own.length === 0, evidence };
  });
  return { statements, violations };
}

function claimOf(resource: Resource): Claim {
  const { kind } = resource;
  const name = engineName(resource);
  const lower = name.toLowerCase();
  const key = kind.startsWith('events.') ? lower.replaceAll('.', '_') : lower;
  return { key, resource, covers: kind === 'objects.prefix' || /[./]$/.test(name) };
}

/** `sorted` has equal keys side by side and everything under a prefix right behind it: one pass, a stack of prefixes. */
function collectClashes(sorted: readonly Claim[], clashing: Set<Resource>): void {
  const open: Claim[] = [];
  let same: Claim[] = [];
  const endSame = (): void => {
    if (same.some((claim) => !isOneTenants(claim, same[0] as Claim)))
      for (const { resource } of same) clashing.add(resource);
  };
  for (const claim of sorted) {
    if (same[0]?.key !== claim.key) {
      endSame();
      same = [];
    }
    same.push(claim);
    while (open.length > 0 && !claim.key.startsWith((open.at(-1) as Claim).key)) open.pop();
    for (const prefix of open) if (!isOneTenants(prefix, claim)) clashing.add(prefix.resource).add(claim.resource);
    if (claim.covers) open.push(claim);
  }
  endSame();
}

function isOneTenants(a: Claim, b: Claim): boolean {
  return a.resource.tenant.id === b.resource.tenant.id && a.resource.tenant.slug === b.resource.tenant.slug;
}

function byKey(a: Claim, b: Claim): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : Number(b.covers) - Number(a.covers);
}
