import type { Platform, Repository, Tenant } from '@akili/model';

/** A platform with the embedded environment `local`. */
export function aPlatform(given: Partial<Platform> = {}): Platform {
  const place = { file: 'akili.yaml', path: ['environments', 'local'] };
  return {
    defaultEnvironment: 'local',
    environments: [{ name: 'local', embedded: true, engines: {}, state: { store: 'directory' }, vars: {}, place }],
    allowedCredentials: {},
    ...given,
  };
}

/** A repository of these tenants. */
export function aRepository(tenants: readonly Tenant[], platform: Platform = aPlatform()): Repository {
  return { platform, tenants };
}
