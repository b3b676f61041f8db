import type { Diagnostic, Location } from '@akili/diagnostics';
import type { Observed, Resource, ResourceType, TenantIdentity, TenantState } from '@akili/resource';
import type { PlanScope } from './document.ts';
import type { PlannedQuery } from './planned-query.ts';

/** One tenant (or the platform: slug `platform`) as the planner sees it. */
export interface TenantPlanInput {
  readonly identity: TenantIdentity;
  /** As `tenant.yaml` says it; `removed` when there is a state and no folder any more. The platform is `active`. */
  readonly status: 'active' | 'suspended' | 'archived' | 'removed';
  /** Digest of `akili.yaml`, `policies/` and the tenant's folder. */
  readonly inputDigest: string;
  readonly state: TenantState | undefined;
  readonly desired: readonly Resource[];
  /** What the engines report for the tenant; may be left empty for a tenant outside of `scope.tenants`. */
  readonly observed: readonly Observed[];
  /** Every credential reference that sessions of this tenant may need. */
  readonly credentials: readonly string[];
  /** The same by the role of the engine that a step works on; without it every step may need every one. */
  readonly credentialsByRole?: { readonly [role: string]: readonly string[] };
  /**
   * Kinds that the credentials at hand cannot see of the tenant: what the state records of them counts, and what is not
   * recorded as declared waits for the platform's stage.
   */
  readonly unread?: ReadonlySet<string>;
  /** The tenant's list under `credentials.allow` in akili.yaml. */
  readonly allowedCredentials: readonly string[];
  /** Where findings about the tenant point: its `tenant.yaml`. */
  readonly origin?: Location;
}

/** Everything a plan is made from. Same input, same bytes. */
export interface PlanInput {
  readonly environment: string;
  readonly basis: 'live' | 'offline';
  readonly commit: string | null;
  /** Every tenant of the repository and of the state, also those outside of the scope: the proof is over all. */
  readonly tenants: readonly TenantPlanInput[];
  /** Resource types by kind, of every driver of the environment. */
  readonly types: ReadonlyMap<string, ResourceType>;
  /** Addresses whose destructive steps a person consented to. */
  readonly allowDestroy: ReadonlySet<string>;
  /** Chosen by `--tenant`, `--product` and `destroy`. What a chosen resource depends on comes with it. */
  readonly scope?: PlanScope;
  /** How queries of products change, by `tenant/product`; for people, nothing is decided by it. */
  readonly queries?: ReadonlyMap<string, PlannedQuery>;
  /** What the compilation had to say. */
  readonly diagnostics: readonly Diagnostic[];
}
