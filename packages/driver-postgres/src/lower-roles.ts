import { environmentPrefix, tenantRole, type CompiledProduct, type CompiledTenant } from '@akili/model';
import { addressOf, loginSlotOf, type Address, type LoginCredential, type LowerInput } from '@akili/resource';
import { roleKind } from './kinds.ts';
import type { RoleSpec } from './specs.ts';

/** A role with what it needs to be there first. */
export interface LoweredRole {
  readonly spec: RoleSpec;
  readonly dependsOn: readonly Address[];
}

/** A statement of a login that says no limit itself ends after this long. */
const loginStatementTimeout = '10min';

/** The owner, the logins that may act as it, the reader and a role for each team that products name. */
export function tenantRoles(
  tenant: CompiledTenant,
  products: readonly CompiledProduct[],
  input: LowerInput,
): readonly LoweredRole[] {
  const teams = new Set(products.flatMap((product) => teamRoles(tenant, product)));
  return [
    { spec: plain(tenantRole(tenant, 'owner')), dependsOn: [] },
    ...(input.environment.embedded ? [embeddedDeployer(tenant)] : deployers(tenant, loginOf(tenant, input))),
    { spec: plain(tenantRole(tenant, 'reader')), dependsOn: [] },
    ...[...teams].map((team) => ({ spec: plain(team), dependsOn: [] })),
  ];
}

/** Every role of `access` reads: what a product holds is changed by its pipeline alone. */
export function teamRoles(tenant: CompiledTenant, product: CompiledProduct): readonly string[] {
  return product.governance.access.map((access) => tenantRole(tenant, `team_${access.team}`));
}

/** The reference of a tenant's secret where nobody says another. */
export function lookupReference(slug: string, named: string | undefined): string {
  return named ?? `env:${environmentPrefix(slug)}LOOKUP`;
}

/** The role that logs in with a version of the secret: versions take turns between two. */
export function deployerOf(tenant: { readonly slug: string; readonly id: string }, version: string): string {
  return tenantRole(tenant, loginSlotOf(version) === 'a' ? 'deployer' : 'deployer__b');
}

/** The role that the tenant logs in with now. */
export function currentDeployer(tenant: CompiledTenant, input: LowerInput): string {
  return deployerOf(tenant, input.environment.embedded ? '0' : loginOf(tenant, input).version);
}

function loginOf(tenant: CompiledTenant, { logins }: LowerInput): LoginCredential {
  const known = logins !== undefined && Object.hasOwn(logins, tenant.slug) ? logins[tenant.slug] : undefined;
  return known ?? { reference: lookupReference(tenant.slug, tenant.credentials['lookup']), version: '0' };
}

/** The login of the version in use, and while a rotation goes on the one of the version before. */
function deployers(tenant: CompiledTenant, login: LoginCredential): readonly LoweredRole[] {
  const { reference, version, previous, generatedBy } = login;
  const needs = [addressOf(tenant.slug, roleKind, tenantRole(tenant, 'owner'))];
  const current: LoweredRole = {
    spec: deployer(tenant, { reference, version }),
    dependsOn: generatedBy === undefined ? needs : [...needs, generatedBy].toSorted(),
  };
  if (previous === undefined || loginSlotOf(previous) === loginSlotOf(version)) return [current];
  return [current, { spec: deployer(tenant, { reference, version: previous }), dependsOn: needs }];
}

/** A login of the tenant's CI job. A tenant that is suspended or archived keeps the role, and nobody logs in with it. */
function deployer(tenant: CompiledTenant, login: { readonly reference: string; readonly version: string }): RoleSpec {
  const spec = deployerSpec(tenant, deployerOf(tenant, login.version));
  const settings = [`statement_timeout=${loginStatementTimeout}`];
  return spec.login ? { ...spec, settings, ...login } : { ...spec, settings };
}

/** The embedded engine has no logins: the role stands for the one that a server would have. */
function embeddedDeployer(tenant: CompiledTenant): LoweredRole {
  const owner = addressOf(tenant.slug, roleKind, tenantRole(tenant, 'owner'));
  return { spec: deployerSpec(tenant, tenantRole(tenant, 'deployer')), dependsOn: [owner] };
}

function deployerSpec(tenant: CompiledTenant, role: string): RoleSpec {
  return {
    ...plain(role),
    login: tenant.status === 'active',
    // What it may do it does as the owner, after SET ROLE, and never by accident.
    inherit: false,
    connectionLimit: tenant.quotas.connections ?? -1,
    memberOf: [tenantRole(tenant, 'owner')],
  };
}

function plain(role: string): RoleSpec {
  return { role, login: false, inherit: true, connectionLimit: -1, memberOf: [] };
}
