import type { Diagnostic } from '@akili/diagnostics';
import type { Change, IsolationStatement } from '../document.ts';
import type { ResourceType } from '@akili/resource';
import type { TenantPlanInput } from '../plan-input.ts';

/** What the proof looks at: the finished changes, and every tenant of the repository. */
export interface ProofInput {
  readonly tenants: readonly TenantPlanInput[];
  /** Changes by slug, of the tenants that the plan covers. */
  readonly changes: ReadonlyMap<string, readonly Change[]>;
  /** Resource types by kind: they foretell what an engine would hold. */
  readonly types: ReadonlyMap<string, ResourceType>;
}

/** What one statement says: an answer for each tenant that the plan covers, and what broke it. */
export interface ProofPart {
  readonly statements: readonly IsolationStatement[];
  readonly violations: readonly Diagnostic[];
}

/** Tenants that the plan covers, the platform among them. */
export function coveredTenants(input: ProofInput): readonly TenantPlanInput[] {
  return input.tenants.filter(({ identity }) => input.changes.has(identity.slug));
}
