import type { Location } from '@akili/diagnostics';
import type { Compilation, EngineBinding, EngineRole, Environment, Json } from '@akili/model';
import type { CredentialScope, Difference, Step } from './step.ts';
import type { LoginCredential } from './login.ts';
import type { ProbeContext, ProbeFinding } from './probe.ts';
import type { Observed, Resource, TenantIdentity } from './resource.ts';
import type { StateRecord } from './state.ts';

/**
 * One kind of thing on an engine. `expect` and `diff` are pure; only `run` touches the world.
 * Laws (the conformance suite of `@akili/testkit` holds every driver to them):
 * - after running the steps of `diff(desired, undefined)`, the inventory reports exactly `expect(desired)`;
 * - `diff(desired, observed)` is undefined when `observed.value` equals `expect(desired)` and the mark carries its digest;
 * - running a step a second time changes nothing and does not fail;
 * - a step that is aborted leaves the engine as before the step or as after it.
 */
export interface ResourceType<Spec extends Json = Json, Session = unknown> {
  readonly kind: string;
  /**
   * Where its steps stand in an apply, lower first (deletes the other way round): identities 10, prefixes and
   * policies 20, catalogs and schemas 30, tables 40, views 50, grants 60, topics 70, compute 80, refreshes 90.
   */
  readonly rank: number;
  /** What an inventory reports once the resource is applied. */
  expect(desired: Resource<Spec>): Json;
  /**
   * Undefined when there is nothing to do. With `desired` undefined: the steps that remove what is observed. Says
   * `foreign` when what is observed lets somebody do what nobody declared; access that is missing is an ordinary change.
   */
  diff(desired: Resource<Spec> | undefined, observed: Observed | undefined): Difference | undefined;
  /**
   * For kinds that an engine has no place to mark: true when a thing in the tenant's own space that nobody recorded is
   * what is declared, to the letter. It is then taken for the tenant's and recorded, so that a lost state costs a
   * refresh; one that differs stays somebody else's. Without it nothing unmarked is ever taken over.
   */
  adopts?(desired: Resource<Spec>, observed: Observed): boolean;
  /** Carries one step out. Throws `EngineError` with a message free of secrets. */
  run(session: Session, step: Step, signal: AbortSignal): Promise<void>;
}

/** A failure of the outside world that `apply` turns into a diagnostic. */
export class EngineError extends Error {
  readonly retryable: boolean;
  constructor(message: string, options: { readonly retryable?: boolean; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'EngineError';
    this.retryable = options.retryable ?? false;
  }
}

/** What `lower` gets: everything is pure data. */
export interface LowerInput {
  readonly compilation: Compilation;
  readonly environment: Environment;
  /**
   * How tenants log in to this driver's engine, by slug. Absent offline and in embedded environments; a tenant that is
   * absent has the secret of the convention, without a version.
   */
  readonly logins?: { readonly [slug: string]: LoginCredential };
  /** How tenants log in to the object store, for engines that keep a tenant's keys of it (an external catalog does). */
  readonly objectLogins?: { readonly [slug: string]: LoginCredential };
}

/** What a driver needs to reach its engine. */
export interface DriverContext {
  readonly environment: Environment;
  readonly binding: EngineBinding;
  /** Absolute folder of an embedded environment, `<root>/.akili/<environment>`. */
  readonly directory: string;
  /**
   * Resolves a credential reference of a tenant (or of the platform: slug `platform`) to its JSON value. With a
   * version: that version of it, whether in use or staged by a rotation. Throws a finding that names the reference.
   * With a role: the secret is for that role's engine (manifests of the compute engine lie on the objects engine);
   * without one, for the binding's.
   */
  readonly secret: (
    tenant: string,
    reference: string,
    version?: string,
    role?: EngineRole,
  ) => Promise<{ readonly [key: string]: string }>;
  /**
   * A tenant's reference for the binding's role or another: what its manifest names, its place in the environment's
   * store, or the convention. Absent in tests; then the convention counts.
   */
  readonly credentialReference?: (tenant: string, role?: EngineRole) => string | undefined;
  /**
   * Whose credential inventories read with: the platform's (default), or, where a stage has only the tenants' own, each
   * tenant's. With `tenant` the platform's own inventory is not asked for, and kinds that a tenant's login cannot see
   * are named by `EngineConnection.unread`.
   */
  readonly reads?: CredentialScope;
  /**
   * What the state records of a tenant: for engines that have no place for a mark. A thing within the tenant's own
   * prefix that is recorded here carries the mark `{ tenantId, digest of the record }`.
   */
  readonly recorded?: (tenant: string) => readonly StateRecord[];
  /** Every tenant of the repository, for drivers that open one instance a tenant. */
  readonly tenants: readonly TenantIdentity[];
}

/** An open engine. */
export interface EngineConnection<Session = unknown> {
  /**
   * Everything of a tenant on this engine (of the platform: its own identity), in one set of queries, owned or not.
   * Never reports anything of another tenant; an engine that is not there yet has nothing.
   */
  inventory(tenant: TenantIdentity, signal: AbortSignal): Promise<readonly Observed[]>;
  /**
   * Kinds that the inventory cannot see with the credential at hand (`DriverContext.reads`). For those the record of
   * the last apply counts: recorded as declared is taken for unchanged; what the tenant's own credential makes is made anew without looking;
   * anything else waits for the platform's stage.
   */
  readonly unread?: readonly string[];
  /** One session a tenant and credential, never shared between tenants. Opened once and kept until `close`. */
  session(tenant: TenantIdentity, credential: CredentialScope): Promise<Session>;
  /**
   * Tries with one tenant's own credential to reach what is other tenants', and says how each attempt ended. Harmless
   * whatever the engine lets it do: it writes only names of its own (which carry the nonce) and takes them away again,
   * rolls back what can be rolled back, and changes no data. Throws `EngineError` where the tenant cannot log in. An
   * engine without it is reported as not probed.
   */
  probe?(context: ProbeContext): Promise<readonly ProbeFinding[]>;
  close(): Promise<void>;
}

/** Something that is declared and that an engine has no way to hold. */
export interface Shortcoming {
  /** One sentence for people: what is declared, and what the engine does instead. Nothing of another tenant. */
  readonly sentence: string;
  /** Whose declaration it is; absent for what akili.yaml asks. */
  readonly tenant?: string;
  readonly origin?: Location;
}

/** An engine's driver: a package of its own and one line in `operations/src/drivers.ts`. */
export interface Driver<Session = unknown> {
  /** As `akili.yaml` names it: `postgres`, `duckdb`, `local`. */
  readonly name: string;
  readonly role: EngineRole;
  readonly types: readonly ResourceType<never, Session>[];
  /** Pure. Resources of every tenant and of the platform for this role, sorted by address. */
  lower(input: LowerInput): readonly Resource[];
  /** Pure. What is declared and this driver cannot do, sorted: a plan says it, since silence would look like a promise. */
  cannot?(input: LowerInput): readonly Shortcoming[];
  connect(context: DriverContext): Promise<EngineConnection<Session>>;
}
