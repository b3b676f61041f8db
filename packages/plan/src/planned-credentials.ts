import { engineRoles, readCredentialReference, type EngineRole } from '@akili/model';
import { platformSlug, type Step } from '@akili/resource';
import type { Change, PlannedCredential } from './document.ts';
import type { TenantPlanInput } from './plan-input.ts';
import { walkStrings } from './proof/walk-strings.ts';

/**
 * Which secrets the steps of a plan need, stage by stage: of the platform, of the tenant itself, and those that a
 * request names (a login is made with the tenant's secret). Sorted by tenant, reference and stage.
 */
export function plannedCredentials(
  tenants: readonly TenantPlanInput[],
  changes: ReadonlyMap<string, readonly Change[]>,
): readonly PlannedCredential[] {
  const platform = tenants.find(({ identity }) => identity.slug === platformSlug);
  const needed = new Map<string, PlannedCredential>();
  for (const tenant of tenants) {
    const { slug } = tenant.identity;
    const steps = (changes.get(slug) ?? []).flatMap((change) => change.steps);
    const made = new Set(steps.filter(isGeneration).flatMap(referencesIn));
    const need = (one: PlannedCredential): void => {
      const whole = made.has(one.reference) ? { ...one, generated: true as const } : one;
      needed.set(`${one.tenant} ${one.reference} ${one.stage} ${one.role}`, whole);
    };
    for (const step of steps) {
      if (isGeneration(step)) continue;
      const role = roleOf(step);
      const stage = step.credential;
      const owner = stage === 'platform' ? platform : tenant;
      if (owner !== undefined)
        for (const { reference, role: purpose } of sessionReferences(owner, role))
          need({ tenant: owner.identity.slug, reference, stage, ...(purpose === undefined ? {} : { role: purpose }) });
      for (const reference of referencesIn(step)) {
        if (!tenant.credentials.includes(reference) || slug === platformSlug) continue;
        const purpose = purposeOf(tenant, reference) ?? role;
        need({ tenant: slug, reference, stage, ...(purpose === undefined ? {} : { role: purpose }) });
      }
    }
  }
  return [...needed.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** The role whose login a reference is: what a step names may be for another engine than its own. */
function purposeOf({ credentialsByRole }: TenantPlanInput, reference: string): EngineRole | undefined {
  return engineRoles.find((one) => credentialsByRole?.[one]?.[0] === reference);
}

/** What a session for an engine logs in with; a reference that another role has too is for that one's engine. */
function sessionReferences(
  tenant: TenantPlanInput,
  role: EngineRole | undefined,
): readonly { readonly reference: string; readonly role: EngineRole | undefined }[] {
  const { credentials, credentialsByRole } = tenant;
  if (credentialsByRole === undefined || role === undefined)
    return credentials.map((reference) => ({ reference, role }));
  return (credentialsByRole[role] ?? []).map((reference) => ({
    reference,
    role: purposeOf(tenant, reference) ?? role,
  }));
}

const isGeneration = ({ address }: Step): boolean => address.split('/')[1]?.startsWith('secrets.') === true;

function roleOf({ address }: Step): EngineRole | undefined {
  const role = address.split('/')[1]?.split('.')[0];
  return engineRoles.find((one) => one === role);
}

function referencesIn({ request }: Step): readonly string[] {
  const found: string[] = [];
  walkStrings(request, 'request', (text) => {
    if (readCredentialReference(text)) found.push(text);
  });
  return found;
}
