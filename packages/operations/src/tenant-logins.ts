import type { Secret, Secrets } from '@akili/credentials';
import { storedReference, type EngineRole, type Environment } from '@akili/model';
import { secretAddress, type LoginCredential, type TenantState } from '@akili/resource';
import type { KnownTenant } from './known-tenants.ts';
import { loginRoles } from './login-roles.ts';
import { tenantCredentials } from './tenant-credentials.ts';

/** How tenants log in, by role and slug: what each driver's `lower` gets. */
export type TenantLogins = ReadonlyMap<EngineRole, { readonly [slug: string]: LoginCredential }>;

/** Roles whose logins we can make up ourselves. */
const generated: ReadonlySet<EngineRole> = new Set(['analytics', 'lookup', 'objects', 'events']);

/**
 * Which version of which secret each engine shall accept, tenant by tenant: the one that the secret itself names; for
 * a secret that may not be read here the one that was applied last; for one that will be generated the first. Tenants
 * that nothing is planned for are not looked up: only their names count.
 */
export async function tenantLogins(
  environment: Environment,
  tenants: readonly KnownTenant[],
  secrets: Secrets,
  isPlanned: (slug: string) => boolean,
): Promise<TenantLogins> {
  const logins = new Map<EngineRole, Record<string, LoginCredential>>();
  for (const role of loginRoles(environment)) logins.set(role, {});
  for (const { identity, credentials, state } of tenants) {
    const { slug } = identity;
    const references = tenantCredentials(environment, slug, credentials);
    await Promise.all(
      Object.entries(references).map(async ([role, reference]) => {
        const own = logins.get(role as EngineRole) as Record<string, LoginCredential>;
        const stored = isGenerated(environment, slug, role as EngineRole, reference);
        const found = isPlanned(slug) ? await secrets.resolve(slug, reference, role as EngineRole) : undefined;
        const versions = versionsOf(found?.value) ?? recordedVersions(state, role, reference);
        own[slug] = {
          reference,
          ...(versions ?? { version: stored ? '1' : '0' }),
          ...(stored ? { generatedBy: secretAddress(slug, role) } : {}),
        };
      }),
    );
  }
  return logins;
}

/** True where the environment's store holds the login, so that it can be generated there. */
export function isGenerated(environment: Environment, slug: string, role: EngineRole, reference: string): boolean {
  const { secrets } = environment;
  return secrets !== undefined && generated.has(role) && reference === storedReference(secrets, slug, role);
}

type Versions = Pick<LoginCredential, 'version' | 'previous'>;

/** While a rotation has staged a version, engines accept both; once it is in use, the one before it may go. */
function versionsOf(secret: Secret | undefined): Versions | undefined {
  if (secret === undefined) return undefined;
  return secret.next === undefined ? { version: secret.version } : { version: secret.next, previous: secret.version };
}

function recordedVersions(state: TenantState | undefined, role: string, reference: string): Versions | undefined {
  const recorded = (state?.resources ?? [])
    .flatMap(({ kind, login }) =>
      kind.startsWith(`${role}.`) && login?.reference === reference ? [login.version] : [],
    )
    .toSorted((a, b) => Number(a) - Number(b));
  const [version, previous] = [recorded.at(-1), recorded.at(-2)];
  if (version === undefined) return undefined;
  return previous === undefined || previous === version ? { version } : { version, previous };
}
