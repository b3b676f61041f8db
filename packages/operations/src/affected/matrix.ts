import { createHash } from 'node:crypto';

/** One job of a matrix: a tenant of its own, or a group of them. */
export interface MatrixJob {
  /** Name of the job: the slug, or `group-017`. */
  readonly name: string;
  readonly tenants: readonly string[];
  /** The GitHub environment that holds the job's credentials: `acme-corp-production`. */
  readonly environment: string;
}

/** GitHub runs 256 jobs of a matrix; a repository of more tenants than this has groups of them. */
const groups = 200;

/**
 * One job a tenant, each with an environment of its own and so with an OIDC subject of its own. In a repository of more
 * than 200 tenants, 200 groups: a tenant's group follows from its slug alone, so that its credentials stay where they are
 * whatever else is affected or added.
 */
export function matrixOf(tenants: readonly string[], declared: number, environment: string): readonly MatrixJob[] {
  if (declared <= groups)
    return tenants.map((tenant) => ({ name: tenant, tenants: [tenant], environment: `${tenant}-${environment}` }));
  const byGroup = new Map<string, string[]>();
  for (const tenant of tenants) {
    const name = groupOf(tenant);
    byGroup.set(name, [...(byGroup.get(name) ?? []), tenant]);
  }
  return [...byGroup]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, own]) => ({ name, tenants: own, environment: `${name}-${environment}` }));
}

function groupOf(slug: string): string {
  const number = createHash('sha256').update(slug).digest().readUInt32BE(0) % groups;
  return `group-${String(number + 1).padStart(3, '0')}`;
}
