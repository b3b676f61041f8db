// Everything that `akili tenant` does but `rotate`, which has a path of its own.
export { createTenant, type NewTenant } from './create-tenant.ts';
export { getTenant, listTenants } from './list-tenants.ts';
export { tenantNames } from '../change/names.ts';
export { setTenantStatus } from './set-tenant-status.ts';
