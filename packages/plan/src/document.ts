import type { Diagnostic, Location } from '@akili/diagnostics';
import type { EngineRole, Json } from '@akili/model';
import type { Address, Op, Risk, Step, TenantState } from '@akili/resource';
import type { PlannedQuery } from './planned-query.ts';

/** How the live engine differs from what is declared. */
export type DriftClass = 'missing' | 'changed' | 'orphaned' | 'foreign';

/** What happens to one address. */
export interface Change {
  readonly address: Address;
  readonly tenant: string;
  readonly product?: string;
  readonly op: Op;
  readonly reason: string;
  /** The worst of its steps. */
  readonly risk: Risk;
  readonly origin?: Location;
  readonly before: Json;
  readonly after: Json;
  /** What the change rests on: `fingerprintOf` the observed value. */
  readonly fingerprint: string;
  readonly steps: readonly Step[];
  /** Only in a plan made without the engines; such a plan cannot be applied. */
  readonly basis?: 'offline';
  /** How the product's query changes, beside one change of the product, where the query before is known. */
  readonly query?: PlannedQuery;
  /** Only in the answer of `drift`. */
  readonly class?: DriftClass;
}

export interface PlanSummary {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly delete: number;
  readonly unchanged: number;
}

/** What a tenant's part of the plan was made from: anything that moved makes the plan stale. */
export interface PlannedTenant {
  readonly tenant: string;
  readonly tenantId: string;
  /** Digest of `akili.yaml`, `policies/` and the tenant's folder. */
  readonly inputDigest: string;
  readonly stateSerial: number;
  /** What the state says of the tenant once the plan is applied. */
  readonly status: TenantState['status'];
  readonly summary: PlanSummary;
}

/** One thing that the plan proves, or fails to, about a tenant. */
export interface IsolationStatement {
  /** `names-injective`, `addresses-in-tenant`, ... */
  readonly id: string;
  readonly tenant: string;
  readonly holds: boolean;
  readonly evidence: string;
}

export interface IsolationProof {
  readonly holds: boolean;
  readonly statements: readonly IsolationStatement[];
  /** What this version does not prove, in sentences. */
  readonly notProved: readonly string[];
  readonly violations: readonly Diagnostic[];
}

/** What `--tenant`, `--product` and `destroy` chose; sorted, and absent where nothing was chosen. */
export interface PlanScope {
  readonly tenants?: readonly string[];
  readonly products?: readonly string[];
  readonly destroy?: true;
}

/** A secret that an apply will need. */
export interface PlannedCredential {
  readonly tenant: string;
  readonly reference: string;
  /** Which stage's steps need it, and for which engine. */
  readonly stage?: 'platform' | 'tenant';
  readonly role?: EngineRole;
  /** True where a step of this plan makes it. */
  readonly generated?: true;
}

/** An Ed25519 signature (RFC 8032) over `akili-plan-v1\n` and the digest. */
export interface PlanSignature {
  readonly algorithm: 'ed25519';
  /** The public key as akili.yaml writes it: base64 of its SubjectPublicKeyInfo (RFC 8410). */
  readonly key: string;
  /** Base64, 64 bytes. */
  readonly value: string;
}

/** The plan document: plain JSON; `digest` covers everything but itself and the signature. */
export interface Plan {
  readonly formatVersion: 1;
  readonly digest: string;
  readonly environment: string;
  readonly basis: 'live' | 'offline';
  /** Commit of the working tree, where there is one; compared only with `--strict-commit`. */
  readonly commit: string | null;
  /** What the plan was narrowed to; a plan of the same inputs has to be narrowed the same way to be compared. */
  readonly scope: PlanScope;
  readonly tenants: readonly PlannedTenant[];
  readonly summary: PlanSummary;
  readonly changes: readonly Change[];
  readonly isolation: IsolationProof;
  /** Credential references that an apply will need, sorted, with whose they are. */
  readonly credentials: readonly PlannedCredential[];
  readonly diagnostics: readonly Diagnostic[];
  /** Who vouches for the plan; null where nobody does. */
  readonly signature: PlanSignature | null;
}
