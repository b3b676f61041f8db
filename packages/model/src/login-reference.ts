import { environmentPrefix, principalName, tenantRole } from './names.ts';
import type { EngineRole, Environment, Platform, SecretsSetting } from './repository.ts';

/** Where an environment's logins lie when akili.yaml names a store and no path. */
export function defaultSecretsPath(store: SecretsSetting['store'], environment: string): string {
  if (store === 'file') return `.akili/secrets/${environment}/{tenant}`;
  return store === 'vault' ? `secret/akili/${environment}/{tenant}` : `akili/${environment}/{tenant}`;
}

/**
 * True for a path that gives every tenant a place of its own: `{tenant}` once, as a whole segment that is not the
 * first, so that no tenant's place begins with another's.
 */
export function keepsTenantsApart(path: string): boolean {
  const [first, ...rest] = path.split('/');
  return (
    first !== '{tenant}' &&
    rest.filter((segment) => segment === '{tenant}').length === 1 &&
    !/[{}]/.test(path.replace('{tenant}', ''))
  );
}

/** What begins every reference of a tenant in the environment's store: `vault:akili/acme-corp/`. */
export function storePrefix({ store, path }: SecretsSetting, slug: string): string {
  return `${store}:${path.replace('{tenant}', slug)}/`;
}

/** Where the environment's store holds a tenant's login to an engine: `vault:akili/acme-corp/lookup`. */
export function storedReference(secrets: SecretsSetting, slug: string, role: EngineRole): string {
  return `${storePrefix(secrets, slug)}${role}${secrets.store === 'file' ? '.json' : ''}`;
}

/** By convention: `env:AKILI_ACME_CORP__LOOKUP`. */
export function conventionalReference(slug: string, role: EngineRole): string {
  return `env:${environmentPrefix(slug)}${role.toUpperCase()}`;
}

/**
 * Which secret holds a tenant's login to an engine: what `tenant.yaml` names, else its place in the environment's
 * store, else the variable of the convention. Orchestrators have no logins that we make: there the store does not count.
 */
export function loginReference(
  { secrets }: Pick<Environment, 'secrets'>,
  slug: string,
  role: EngineRole,
  named: { readonly [role: string]: string },
): string {
  if (Object.hasOwn(named, role)) return named[role] as string;
  if (secrets === undefined || role === 'compute') return conventionalReference(slug, role);
  return storedReference(secrets, slug, role);
}

/** Beginnings of references that a tenant may use beyond its own variables: akili.yaml's list, and its place in each store. */
export function allowedBeyond(platform: Platform, slug: string): readonly string[] {
  const listed = Object.hasOwn(platform.allowedCredentials, slug) ? (platform.allowedCredentials[slug] ?? []) : [];
  const stored = platform.environments.flatMap(({ secrets }) =>
    secrets === undefined || !keepsTenantsApart(secrets.path) ? [] : [storePrefix(secrets, slug)],
  );
  return [...new Set([...listed, ...stored])];
}

/** Roles of engines whose logins we can make up ourselves. */
export const generatedRoles: readonly EngineRole[] = ['analytics', 'lookup', 'objects', 'events'];

/** True where the environment's store holds a tenant's login, so that it can be generated and rotated there. */
export function isGeneratedLogin(
  { secrets }: Pick<Environment, 'secrets'>,
  slug: string,
  role: EngineRole,
  reference: string,
): boolean {
  return secrets !== undefined && generatedRoles.includes(role) && reference === storedReference(secrets, slug, role);
}

/** The user name that a secret must hold for a slot of an engine; undefined where keys have names of their own. */
export function loginUsername(
  tenant: { readonly slug: string; readonly id: string },
  role: EngineRole,
  slot: 'a' | 'b',
): string | undefined {
  if (role === 'events') return principalName(tenant.slug, slot);
  if (role === 'analytics' || role === 'lookup') return tenantRole(tenant, slot === 'a' ? 'deployer' : 'deployer__b');
  return undefined;
}
