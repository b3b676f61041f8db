import { requestNamesAnother, located } from '@akili/diagnostics';
import type { Diagnostic, Location } from '@akili/diagnostics';
import type { Json } from '@akili/model';
import { platformSlug } from '@akili/resource';
import type { TenantPlanInput } from '../plan-input.ts';
import { foreignNames, type NamesAnother } from './foreign-names.ts';
import { coveredTenants, type ProofInput, type ProofPart } from './proof-input.ts';
import { walkStrings } from './walk-strings.ts';

/** No spec and no step's request of a tenant holds a name that is another tenant's. */
export function requestsNameOnlyOwn(input: ProofInput): ProofPart {
  const namesAnother = foreignNames(input.tenants);
  const covered = coveredTenants(input).filter(({ identity }) => identity.slug !== platformSlug);
  const parts = covered.map((tenant) => checkTenant(tenant, input, namesAnother));
  return {
    statements: parts.map(({ statement }) => statement),
    violations: parts.flatMap(({ violations }) => violations),
  };
}

function checkTenant(tenant: TenantPlanInput, input: ProofInput, namesAnother: NamesAnother) {
  const { identity } = tenant;
  const violations: Diagnostic[] = [];
  const fine = new Set<string>();
  let strings = 0;
  const check = (value: Json, root: string, address: string, origin: Location | undefined): void => {
    let found = false;
    walkStrings(value, root, (text, where) => {
      strings += 1;
      // Keys and types come again in every spec: they are looked at once.
      if (found || fine.has(text)) return;
      if (!namesAnother(text, identity)) {
        if (text.length < 40) fine.add(text);
        return;
      }
      found = true;
      const params = {
        tenant: identity.slug,
        address: namesAnother(address, identity) ? `${identity.slug}/...` : address,
        where: namesAnother(where(), identity) ? root : where(),
      };
      violations.push(located(requestNamesAnother.at(undefined, params, { tenant: identity.slug }), origin));
    });
  };
  for (const { address, name, spec, origin } of tenant.desired) check({ name, spec }, 'resource', address, origin);
  for (const { address, steps, origin } of input.changes.get(identity.slug) ?? [])
    for (const { id, request } of steps) check(request, `${id.slice(address.length)} request`, address, origin);
  const holds = violations.length === 0;
  const evidence = holds
    ? `strings of specs and requests: ${strings}, none of them a name outside of the tenant`
    : `specs or requests that name something outside of the tenant: ${violations.length}`;
  return { statement: { id: 'requests-name-only-own', tenant: identity.slug, holds, evidence }, violations };
}
