import { duplicateTenantId, tenantIdChanged, type Finding } from '@akili/diagnostics';
import type { Repository } from '@akili/model';
import { tenantPlace } from '../places.ts';
import type { Rule } from '../rule.ts';

/** Ids are unique over the repository and never change; the base commit is the witness where there is one. */
export const tenantIdRule: Rule = {
  name: 'tenant-id',
  repository({ repository, options }) {
    const shared = sharedIds(repository);
    return repository.tenants.flatMap((tenant): readonly Finding[] => {
      const place = tenantPlace(tenant, 'id');
      const subject = { tenant: tenant.slug };
      const findings: Finding[] = [];
      if (shared.has(tenant.id)) findings.push(duplicateTenantId.at(place, { id: tenant.id }, subject));
      const was = options.base && Object.hasOwn(options.base, tenant.slug) ? options.base[tenant.slug] : undefined;
      if (was !== undefined && tenant.id !== '' && was !== tenant.id) {
        findings.push(tenantIdChanged.at(place, { was, id: tenant.id }, subject));
      }
      return findings;
    });
  },
};

function sharedIds(repository: Repository): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { id } of repository.tenants) {
    if (id === '') continue;
    if (seen.has(id)) shared.add(id);
    seen.add(id);
  }
  return shared;
}
