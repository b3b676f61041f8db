import { FindingError } from '@akili/diagnostics';
import type { Secrets, SecretPurpose } from '@akili/credentials';
import type { EngineRole, Environment } from '@akili/model';
import { platformSlug, type CredentialScope } from '@akili/resource';
import { requireCredentials, type NeededCredential } from './require-credentials.ts';
import { loginRoles } from './login-roles.ts';
import type { UsesEngine } from './used-engines.ts';
import type { ReferencesByRole } from './tenant-credentials.ts';

/** What decides whose credentials an environment is read with. */
export interface ReadScope {
  readonly stage: 'platform' | 'tenant' | undefined;
  /** References by tenant, of those whose engines are read, without the platform. */
  readonly references: ReadonlyMap<string, ReferencesByRole>;
  readonly uses: UsesEngine;
}

/**
 * Whose credential each engine is read with: the platform's; in a tenant stage that does not have it, each tenant's
 * own. Every secret that reading takes is looked up, and what is lacking is told at once.
 */
export async function readLogins(
  environment: Environment,
  { stage, references, uses }: ReadScope,
  secrets: Secrets,
): Promise<ReadonlyMap<EngineRole, CredentialScope>> {
  const reads = new Map<EngineRole, CredentialScope>();
  const needed: NeededCredential[] = [];
  for (const role of loginRoles(environment)) {
    const reference = environment.engines[role]?.credentials;
    const scope = stage === 'tenant' && !(await canBeHad(secrets, reference, role)) ? 'tenant' : 'platform';
    reads.set(role, scope);
    if (scope === 'tenant') {
      for (const [tenant, byRole] of references)
        if (byRole[role] !== undefined && uses(tenant, role)) needed.push({ tenant, reference: byRole[role], role });
    } else if (reference !== undefined) needed.push({ tenant: platformSlug, reference, role });
  }
  await requireCredentials(needed, secrets);
  return reads;
}

/** A secret that is there and misshapen is a mistake to mend, not one to go round. */
async function canBeHad(secrets: Secrets, reference: string | undefined, purpose: SecretPurpose): Promise<boolean> {
  if (reference === undefined) return false;
  const { value, findings } = await secrets.resolve(platformSlug, reference, purpose);
  const malformed = findings.find(({ code }) => code === 'CRD206');
  if (malformed !== undefined) throw new FindingError(malformed);
  return value !== undefined;
}
