import { FindingError, type Finding } from '@akili/diagnostics';
import { loginKind, type LoginSession, type RandomBytes, type Secrets, type SecretStore } from '@akili/credentials';
import { isGeneratedLogin, type EngineRole, type Environment } from '@akili/model';
import { platformSlug, secretAddress, type Observed, type StateRecord, type TenantIdentity } from '@akili/resource';
import type { ReferencesByRole } from './tenant-credentials.ts';

/** The environment's store of secrets, seen as an engine: which logins of a tenant it holds. */
export interface SecretsEngine {
  inventory(tenant: TenantIdentity): Promise<readonly Observed[]>;
  /** The kinds that could not be seen of a tenant; after its inventory. */
  unread(slug: string): readonly string[];
  session(tenant: TenantIdentity): LoginSession;
}

/** What the engine is made of. */
export interface SecretsEngineParts {
  readonly environment: Environment;
  readonly secrets: Secrets;
  readonly store: SecretStore;
  readonly references: ReadonlyMap<string, ReferencesByRole>;
  readonly recorded: (slug: string) => readonly StateRecord[];
  readonly stage: 'platform' | 'tenant' | undefined;
  readonly random: RandomBytes;
}

/**
 * Reads which logins are there. A store that denies one leaves open whether it is: then the record of the last apply
 * counts, and without one only a tenant's stage may go on, since nothing is generated over a secret that cannot be seen.
 */
export function openSecretsEngine(parts: SecretsEngineParts): SecretsEngine {
  const denied = new Set<string>();
  const observe = async (
    { slug, id }: TenantIdentity,
    role: EngineRole,
    reference: string,
  ): Promise<readonly Observed[]> => {
    const { value, findings } = await parts.secrets.resolve(slug, reference, role);
    const address = secretAddress(slug, role);
    if (value === undefined) {
      const finding = findings[0] as Finding;
      if (finding.code === 'CRD203') return [];
      const isRecorded = parts.recorded(slug).some((record) => record.address === address);
      if (finding.code !== 'CRD207' || !(isRecorded || parts.stage === 'tenant')) throw new FindingError(finding);
      denied.add(slug);
      return [];
    }
    // Who put a secret into the tenant's own place need not say whose it is.
    const mark = { tenantId: value.reveal()['tenantId'] ?? id, digest: '' };
    return [{ address, kind: loginKind, name: role, value: { role, secret: reference }, mark }];
  };
  return {
    async inventory(tenant) {
      if (tenant.slug === platformSlug) return [];
      const own = Object.entries(parts.references.get(tenant.slug) ?? {}) as [EngineRole, string][];
      const stored = own.filter(([role, reference]) =>
        isGeneratedLogin(parts.environment, tenant.slug, role, reference),
      );
      return (await Promise.all(stored.map(([role, reference]) => observe(tenant, role, reference)))).flat();
    },
    unread: (slug) => (denied.has(slug) ? [loginKind] : []),
    session: (tenant) => ({ tenant, store: parts.store, secrets: parts.secrets, random: parts.random }),
  };
}
