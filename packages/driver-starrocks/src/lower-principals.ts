import { environmentPrefix, tenantRole } from '@akili/model';
import { addressOf, analyticsCatalogAddress, analyticsDatabaseAddress, loginSlotOf } from '@akili/resource';
import type { Address, LoginCredential, Resource } from '@akili/resource';
import { grantKeys, type Grant } from './grant.ts';
import { internalCatalog, kinds } from './kinds.ts';
import { resource, type TenantScope } from './lower.ts';
import { resourceGroupSpec } from './lower-resource-group.ts';
import { teamAccess, teamsOf } from './team-access.ts';
import type { UserSpec } from './specs.ts';

/** A pipeline's longest statement, in seconds. */
const queryTimeout = '3600';
/** What StarRocks allows a user that nothing is said of. */
const defaultConnections = 1024;

/** Roles, what they may do, logins, and the tenant's share of the engine. */
export function lowerPrincipals(scope: TenantScope): readonly Resource[] {
  const { tenant } = scope;
  const [owner, deployer, reader] = (['owner', 'deployer', 'reader'] as const).map((one) =>
    tenantRole(tenant, one),
  ) as [string, string, string];
  const active = tenant.status !== 'archived';
  const inside = [
    analyticsCatalogAddress(tenant.slug, scope.catalog),
    ...scope.viewDatabases.map((database) => analyticsDatabaseAddress(tenant.slug, database)),
  ];
  const users = active ? lowerUsers(scope, deployer) : [];
  const grants = (role: string, list: readonly Grant[], roles: readonly string[], more: readonly Address[]): Resource =>
    resource(scope, kinds.grants, role, [roleAddress(scope, role), ...more].sort(), {
      role,
      grants: grantKeys(list),
      roles,
      by: 'platform',
    });
  const teams = teamsOf(scope);
  const group = resourceGroupSpec(scope, users.map(({ name }) => name).sort());
  return [
    ...[owner, deployer, reader, ...teams.map(({ role }) => role)].map((role) =>
      resource(scope, kinds.role, role, [], { role }),
    ),
    ...users,
    grants(owner, ownerGrants(scope), [], inside),
    grants(deployer, [], active ? [owner] : [], [roleAddress(scope, owner), ...users.map(({ address }) => address)]),
    grants(reader, active ? readerGrants(scope) : [], [], inside),
    ...teams.map((team) => teamAccess(scope, team)),
    ...(group === undefined
      ? []
      : [resource(scope, kinds.resourceGroup, group.group, users.map(({ address }) => address).sort(), group)]),
  ];
}

function roleAddress({ tenant }: TenantScope, role: string): Address {
  return addressOf(tenant.slug, kinds.role, role);
}

/** While a rotation goes on there are two logins, of the version in use and of the one before. */
function lowerUsers(scope: TenantScope, deployer: string): readonly Resource[] {
  const { tenant, input } = scope;
  const login: LoginCredential = input.logins?.[tenant.slug] ?? {
    reference: tenant.credentials['analytics'] ?? `env:${environmentPrefix(tenant.slug)}ANALYTICS`,
    version: '0',
  };
  const versions = [login.version, ...(login.previous === undefined ? [] : [login.previous])];
  return versions.map((version) => {
    const user = tenantRole(tenant, loginSlotOf(version) === 'a' ? 'deployer' : 'deployer__b');
    const spec: UserSpec = {
      user,
      defaultRole: deployer,
      login: { reference: login.reference, version },
      properties: {
        catalog: scope.catalog,
        max_user_connections: String(tenant.quotas.connections ?? defaultConnections),
        'session.query_timeout': queryTimeout,
      },
    };
    const generated = login.generatedBy !== undefined && version === login.version ? [login.generatedBy] : [];
    const dependsOn = [roleAddress(scope, deployer), analyticsCatalogAddress(tenant.slug, scope.catalog), ...generated];
    return resource(scope, kinds.user, user, dependsOn.sort(), spec);
  });
}

/** What the tenant's pipeline may do, as the owner role: everything inside; suspended, only read; archived, nothing. */
function ownerGrants(scope: TenantScope): readonly Grant[] {
  const { tenant, catalog, viewDatabases } = scope;
  if (tenant.status === 'archived') return [];
  if (tenant.status === 'suspended') return readerGrants(scope);
  const all = { type: 'TABLE', catalog, database: '*', object: '*' };
  return [
    // With the option, since the tenant gives its teams the products that `access` names.
    { privilege: 'USAGE', type: 'CATALOG', catalog, grantOption: true },
    { privilege: 'CREATE DATABASE', type: 'CATALOG', catalog },
    ...['CREATE TABLE', 'DROP'].map((privilege) => ({ privilege, type: 'DATABASE', catalog, database: '*' })),
    { privilege: 'SELECT', ...all, grantOption: true },
    ...['INSERT', 'ALTER', 'DROP'].map((privilege) => ({ privilege, ...all })),
    ...viewDatabases.flatMap((database) => {
      const views = { type: 'MATERIALIZED VIEW', catalog: internalCatalog, database, object: '*' };
      return [
        { privilege: 'CREATE MATERIALIZED VIEW', type: 'DATABASE', catalog: internalCatalog, database },
        { privilege: 'SELECT', ...views, grantOption: true },
        ...['ALTER', 'DROP', 'REFRESH'].map((privilege) => ({ privilege, ...views })),
      ];
    }),
  ];
}

function readerGrants({ catalog, viewDatabases }: TenantScope): readonly Grant[] {
  return [
    { privilege: 'USAGE', type: 'CATALOG', catalog },
    { privilege: 'SELECT', type: 'TABLE', catalog, database: '*', object: '*' },
    ...viewDatabases.map((database) => ({
      privilege: 'SELECT',
      type: 'MATERIALIZED VIEW',
      catalog: internalCatalog,
      database,
      object: '*',
    })),
  ];
}
