import { addressOutsideTenant, located } from '@akili/diagnostics';
import type { Diagnostic } from '@akili/diagnostics';
import { platformSlug, readAddress } from '@akili/resource';
import type { Change } from '../document.ts';
import type { TenantPlanInput } from '../plan-input.ts';
import { coveredTenants, type ProofInput, type ProofPart } from './proof-input.ts';

/** Everything planned for a tenant has an address of the tenant, and edges lead only into it or to the platform. */
export function addressesInTenant(input: ProofInput): ProofPart {
  const parts = coveredTenants(input).map((tenant) => {
    const { slug } = tenant.identity;
    const changes = input.changes.get(slug) ?? [];
    const violations = [...outsideOf(tenant), ...changes.flatMap((change) => stepsOutside(slug, change))];
    const holds = violations.length === 0;
    const evidence = holds
      ? `addresses: ${tenant.desired.length}, changes: ${changes.length}, all under ${slug}/; edges lead only there or to the platform`
      : `addresses or edges that leave ${slug}/: ${violations.length}`;
    return { statement: { id: 'addresses-in-tenant', tenant: slug, holds, evidence }, violations };
  });
  return {
    statements: parts.map(({ statement }) => statement),
    violations: parts.flatMap(({ violations }) => violations),
  };
}

function outsideOf({ identity, desired, observed }: TenantPlanInput): readonly Diagnostic[] {
  const { slug, id } = identity;
  const violations: Diagnostic[] = [];
  for (const resource of desired) {
    const address = readAddress(resource.address);
    const say = (problem: string): void => {
      const finding = addressOutsideTenant.at(
        undefined,
        { tenant: slug, address: resource.address, problem },
        { tenant: slug },
      );
      violations.push(located(finding, resource.origin));
    };
    if (address?.tenant !== slug) say('is not an address of the tenant');
    else if (address.kind !== resource.kind || address.name !== resource.name)
      say('is not made of its own kind and name');
    if (resource.tenant.slug !== slug || resource.tenant.id !== id) say('carries another identity');
    if (resource.dependsOn.some((needed) => !isWithin(slug, needed))) say('depends on something outside of it');
  }
  for (const { address } of observed) {
    if (readAddress(address)?.tenant === slug) continue;
    // The address itself may hold another tenant's name, so it is not repeated.
    const params = { tenant: slug, address: `${slug}/...`, problem: 'the engine reported from outside of the tenant' };
    violations.push(located(addressOutsideTenant.at(undefined, params, { tenant: slug }), undefined));
  }
  return violations;
}

function stepsOutside(slug: string, change: Change): readonly Diagnostic[] {
  const wrong =
    change.tenant !== slug ||
    readAddress(change.address)?.tenant !== slug ||
    change.steps.some((step) => step.address !== change.address || step.after.some((id) => !isWithin(slug, id)));
  if (!wrong) return [];
  const params = { tenant: slug, address: change.address, problem: 'has a step or an edge outside of it' };
  return [located(addressOutsideTenant.at(undefined, params, { tenant: slug }), change.origin)];
}

/** The platform may wait for its tenants: what it has goes after what they had. */
function isWithin(slug: string, address: string): boolean {
  return slug === platformSlug || address.startsWith(`${slug}/`) || address.startsWith(`${platformSlug}/`);
}
