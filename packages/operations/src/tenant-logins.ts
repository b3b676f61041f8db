import { FindingError } from '@akili/diagnostics';
import type { Secret, Secrets } from '@akili/credentials';
import { isGeneratedLogin, type EngineRole, type Environment } from '@akili/model';
import { secretAddress, type LoginCredential, type TenantState } from '@akili/resource';
import type { KnownTenant } from './known-tenants.ts';
import { loginRoles } from './login-roles.ts';
import { tenantCredentials } from './tenant-credentials.ts';

/** How tenants log in, by role and slug: what each driver's `lower` gets. */
export type TenantLogins = ReadonlyMap<EngineRole, { readonly [slug: string]: LoginCredential }>;

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
        const stored = isGeneratedLogin(environment, slug, role as EngineRole, reference);
        const found = isPlanned(slug) ? await lookUp(secrets, slug, reference, role as EngineRole) : undefined;
        const versions = versionsOf(found) ?? recordedVersions(state, role, reference);
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

/** A secret that is not there or not to be seen is none; a store that fails and a value that is misshapen are trouble. */
async function lookUp(
  secrets: Secrets,
  slug: string,
  reference: string,
  role: EngineRole,
): Promise<Secret | undefined> {
  const { value, findings } = await secrets.resolve(slug, reference, role);
  const trouble = findings.find(({ code }) => code === 'CRD205' || code === 'CRD206');
  if (trouble !== undefined) throw new FindingError(trouble);
  return value;
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
