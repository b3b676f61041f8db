import { tenantRole, type CompiledTenant } from '@akili/model';
import { addressOf, platformId, platformSlug, type LowerInput, type Resource } from '@akili/resource';
import { controlTables, type ControlAccessSpec } from './control-specs.ts';
import { controlAccessKind, controlKind, roleKind } from './kinds.ts';

/** The shared tables, which belong to the platform. The embedded engine has one user: it shares nothing. */
export function lowerControl({ environment }: LowerInput): readonly Resource[] {
  if (environment.embedded) return [];
  const tenant = { slug: platformSlug, id: platformId };
  return controlTables.map((spec): Resource => {
    const name = `akili.${spec.table}`;
    const address = addressOf(platformSlug, controlKind, name);
    return { address, tenant, kind: controlKind, name, spec, dependsOn: [], origin: { file: 'akili.yaml' } };
  });
}

/** A tenant's way to its rows of them. An archived tenant has none. */
export function lowerControlAccess(tenant: CompiledTenant, { environment }: LowerInput): readonly Resource[] {
  if (environment.embedded || tenant.status === 'archived') return [];
  const { slug, id, origin } = tenant;
  const [owner, reader] = [tenantRole(tenant, 'owner'), tenantRole(tenant, 'reader')];
  const tables = controlTables.map(({ table }) => table);
  const spec: ControlAccessSpec = { tenantId: id, tables, owner, reader };
  const name = controlAccessName(id);
  const dependsOn = [
    ...[owner, reader].map((role) => addressOf(slug, roleKind, role)),
    ...tables.map((table) => addressOf(platformSlug, controlKind, `akili.${table}`)),
  ].toSorted();
  const address = addressOf(slug, controlAccessKind, name);
  return [{ address, tenant: { slug, id }, kind: controlAccessKind, name, spec, dependsOn, origin }];
}

/** Name of the resource; its last part is the name of the policies for the owner. */
export function controlAccessName(tenantId: string): string {
  return `akili.${ownerPolicy(tenantId)}`;
}

export function ownerPolicy(tenantId: string): string {
  return `tenant_${tenantId}`;
}

export function readerPolicy(tenantId: string): string {
  return `tenant_${tenantId}_read`;
}
