import { located, rowsNotWalled } from '@akili/diagnostics';
import { tenantRole, underscored, type Json } from '@akili/model';
import { platformSlug, type Resource, type TenantIdentity } from '@akili/resource';
import { expectedOf, itemsOf, membersOf } from './own-values.ts';
import { coveredTenants, type ProofInput, type ProofPart } from './proof-input.ts';

/**
 * Every lookup table has row security that holds for its owner too, and every policy on it names roles of the tenant
 * and rows with the tenant's id, and nothing else.
 */
export function rowsWalled(input: ProofInput): ProofPart {
  const parts = coveredTenants(input)
    .filter(({ identity }) => identity.slug !== platformSlug)
    .map(({ identity, desired }) => {
      const tables = desired.flatMap((table) => {
        const value = table.kind === 'lookup.table' ? membersOf(expectedOf(input, table)) : {};
        // Only what has columns holds rows.
        return Array.isArray(value['columns']) ? [{ table, problem: problemOf(value, identity) }] : [];
      });
      const wrong = tables.flatMap(({ table, problem }) => (problem === undefined ? [] : [{ table, problem }]));
      const evidence =
        wrong.length === 0
          ? `lookup tables: ${tables.length}, each with forced row security by the tenant's id for the tenant's roles`
          : `lookup tables that row security does not wall in: ${wrong.length} of ${tables.length}`;
      return {
        statement: { id: 'rows-walled', tenant: identity.slug, holds: wrong.length === 0, evidence },
        violations: wrong.map(({ table, problem }) => violation(table, problem)),
      };
    });
  return {
    statements: parts.map(({ statement }) => statement),
    violations: parts.flatMap(({ violations }) => violations),
  };
}

function violation({ tenant, address, product, origin }: Resource, problem: string) {
  const subject = { tenant: tenant.slug, product };
  return located(rowsNotWalled.at(undefined, { tenant: tenant.slug, address, problem }, subject), origin);
}

function problemOf(
  { rowSecurity, policies }: { readonly [key: string]: Json },
  identity: TenantIdentity,
): string | undefined {
  if (rowSecurity !== 'forced') return 'its row security is not forced';
  const all = itemsOf(policies).map(membersOf);
  if (all.length === 0) return 'it has no policy';
  for (const { roles, using, check } of all) {
    if (itemsOf(roles).length === 0 || !itemsOf(roles).every((role) => isRoleOf(identity, role)))
      return 'a policy names a role that is not one of the tenant';
    const conditions = [using, check].filter((one) => one !== null && one !== undefined);
    if (conditions.length === 0 || !conditions.every((one) => isById(one, identity)))
      return 'a policy lets rows through that are not the tenant’s';
  }
  return undefined;
}

/** Long role names keep a head of their own and a digest over the tenant's id (`tenantRole`). */
function isRoleOf(identity: TenantIdentity, role: Json): boolean {
  if (typeof role !== 'string') return false;
  const prefix = `tenant_${underscored(identity.slug)}__`;
  if (role.startsWith(prefix)) return true;
  return tenantRole(identity, 'owner') === role || (prefix.length > 50 && role.startsWith(prefix.slice(0, 50)));
}

/** The whole condition is that the row's id is the tenant's: nothing is added by OR. */
function isById(condition: Json, { id }: TenantIdentity): boolean {
  return typeof condition === 'string' && condition.replaceAll(/[()\s]/g, '') === `tenant_id='${id}'::uuid`;
}
