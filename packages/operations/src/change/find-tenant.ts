import { readRepository, type ReadRepository } from '@akili/compiler';
import { exitCodes, hasErrors, unknownTenant } from '@akili/diagnostics';
import type { Environment, Snapshot, Tenant } from '@akili/model';
import { Stopped } from '../stopped.ts';
import type { Selection } from '../selection.ts';

/** A repository, and the environment that was chosen. */
export interface ReadForTenants {
  readonly read: ReadRepository;
  readonly environment: Environment;
  /** Those that were asked for. */
  readonly tenants: readonly Tenant[];
}

/**
 * Reads the manifests without compiling. Ends the operation for names that the repository does not have; what is wrong
 * in manifests keeps nothing from being listed.
 */
export function readTenants(snapshot: Snapshot, selection: Selection): ReadForTenants {
  const { environment: wanted, tenants: slugs } = selection;
  const read = readRepository(snapshot, {
    ...(wanted === undefined ? {} : { environment: wanted }),
    ...(slugs.length === 0 ? {} : { tenants: slugs }),
  });
  const { environment } = read;
  const asked = read.findings.filter(({ code }) => ['FS101', 'REF106', 'REF107'].includes(code));
  if (environment === undefined || asked.some((finding) => hasErrors([finding])))
    throw new Stopped({ findings: asked.length > 0 ? asked : read.findings }, exitCodes.failed);
  const tenants = read.repository.tenants.filter(({ slug }) => slugs.length === 0 || slugs.includes(slug));
  return { read, environment, tenants };
}

/** A tenant by its slug. One that was not asked for is as unknown as one that is not there. */
export function findTenant({ tenants }: ReadForTenants, slug: string): Tenant {
  const found = tenants.find((one) => one.slug === slug);
  if (found !== undefined) return found;
  throw new Stopped({ findings: [unknownTenant.at(undefined, { tenant: slug })] }, exitCodes.failed);
}
