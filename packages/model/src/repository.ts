import type { Place } from '@akili/diagnostics';
import type { Json } from './json.ts';
import type { CanonicalType } from './types.ts';

/** Public is the lowest; see `classifications` for the order. */
export type Classification = 'public' | 'internal' | 'confidential' | 'restricted';
export const classifications: readonly Classification[] = ['public', 'internal', 'confidential', 'restricted'];

export type EngineRole = 'analytics' | 'lookup' | 'objects' | 'events' | 'compute';
export const engineRoles: readonly EngineRole[] = ['analytics', 'lookup', 'objects', 'events', 'compute'];

/** One engine of an environment as `akili.yaml` binds it: the driver's name and its settings (no secrets). */
export interface EngineBinding {
  readonly role: EngineRole;
  /** `duckdb`, `starrocks`, `postgres`, `s3`, `kafka`, `dagster`, `local`. */
  readonly driver: string;
  readonly settings: { readonly [key: string]: Json };
  readonly credentials: string | undefined;
  readonly place: Place;
}

/** Where the logins of tenants are generated and rotated; without one, people write them. */
export interface SecretsSetting {
  readonly store: 'vault' | 'awssm' | 'file';
  /** Where a tenant's secrets lie; `{tenant}` stands for the slug and is a segment of its own. */
  readonly path: string;
}

export interface Environment {
  readonly name: string;
  /** True when every engine is embedded: DuckDB, PGlite, directories under `.akili/<name>`. */
  readonly embedded: boolean;
  readonly engines: { readonly [role in EngineRole]?: EngineBinding };
  readonly state: { readonly store: 'directory' | 'postgres' | 's3' };
  /** Public keys, one of which must have signed a saved plan; absent: saved plans need no signature. */
  readonly planSigners?: readonly string[];
  readonly secrets?: SecretsSetting;
  readonly vars: { readonly [name: string]: string | number | boolean };
  readonly place: Place;
}

/** How tokens of people are verified: who issued them, for whom, and where the platform's public keys are. */
export interface AuthSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: AuthKeys;
}

/** Files are paths from the repository's root. */
export type AuthKeys =
  | { readonly from: 'url'; readonly url: string }
  /** A JSON Web Key Set. */
  | { readonly from: 'jwks'; readonly file: string }
  /** One public key in PEM. */
  | { readonly from: 'key'; readonly file: string };

/** What `akili.yaml` says. */
export interface Platform {
  readonly defaultEnvironment: string;
  readonly environments: readonly Environment[];
  /** Reference prefixes that a tenant may use beyond `env:AKILI_<SLUG>__*`, by slug. */
  readonly allowedCredentials: { readonly [slug: string]: readonly string[] };
  /** Absent: no token can be verified, and profiles are views without one. */
  readonly auth?: AuthSettings;
  /** True when `akili.yaml` is missing or wrong in part: nothing follows from what it lacks. */
  readonly broken?: true;
}

/** Kubernetes quantities, normalised: cpu in millicores, memory and storage in bytes. Undefined: no limit. */
export interface Quotas {
  readonly products?: number;
  readonly cpuMillis?: number;
  readonly memoryBytes?: number;
  readonly topics?: number;
  readonly storageBytes?: number;
  readonly connections?: number;
}

/** A column of a source table or of a product. */
export interface Column {
  readonly name: string;
  readonly type: CanonicalType;
  readonly nullable: boolean;
  readonly classification?: Classification;
  readonly description?: string;
}

/** A source table as the schema lock of a connection records it. */
export interface LockedTable {
  /** As the input's `resource` writes it: `public.orders`. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
  readonly place: Place;
}

export interface Connection {
  readonly tenant: string;
  readonly name: string;
  readonly connectorType: string;
  readonly config: { readonly [key: string]: Json };
  readonly credentials: string | undefined;
  readonly tables: readonly LockedTable[];
  readonly file: string;
  /** True when the file is wrong in part: nothing follows from what is lacking here. */
  readonly broken?: true;
}

/** A text that an author wrote, with where it stands: `place` covers the whole text, offsets are added to it. */
export interface AuthoredText {
  readonly text: string;
  /** `{ file }` for a `.sql` file; `{ file, path }` for a scalar in YAML. */
  readonly place: Place;
}

/** How an input is loaded. */
export type Strategy =
  'cdc' | 'incremental' | 'full_refresh' | 'snapshot_diff' | 'api_poll' | 'file_watch' | 'stream' | 'event';

/** A column as an input lists it; without a type the connection's schema lock gives it. */
export interface InputColumn {
  readonly name: string;
  readonly type: CanonicalType | undefined;
  readonly nullable: boolean | undefined;
  readonly classification: Classification | undefined;
  readonly place: Place;
}

export type Input =
  | {
      readonly kind: 'source';
      readonly name: string;
      readonly connection: string;
      readonly resource: string;
      readonly strategy: Strategy;
      readonly cursorField: string | undefined;
      readonly schedule: string | undefined;
      /** Undefined when the manifest lists none: then every locked column is loaded. */
      readonly columns: readonly InputColumn[] | undefined;
      /** True when the manifest lists columns that could not be read, so that `columns` is not all of them. */
      readonly columnsBroken?: true;
      /** The input's list item; fields are at `place.path` plus their name. */
      readonly place: Place;
    }
  | {
      readonly kind: 'product';
      readonly name: string;
      readonly product: string;
      readonly version: string | undefined;
      readonly place: Place;
    };

export interface Check {
  readonly name: string;
  readonly sql: AuthoredText;
  readonly severity: 'critical' | 'warning';
  /** Decimal as written in the manifest, so that it compares as a decimal. */
  readonly threshold: string;
  readonly description: string | undefined;
  readonly place: Place;
}

export interface ServingIndex {
  readonly columns: readonly string[];
  /** `sort_key` or `index`. */
  readonly type: string;
  readonly place: Place;
}

export interface ServingMode {
  readonly intent: 'lookup' | 'analytics';
  readonly engine: 'starrocks' | 'postgresql';
  readonly materialized: boolean;
  /** Seconds. */
  readonly refreshInterval: number | undefined;
  readonly cacheTtl: number | undefined;
  readonly indexColumns: readonly string[] | undefined;
  readonly indexes: readonly ServingIndex[];
  readonly place: Place;
}

export interface Access {
  readonly team: string;
  readonly role: 'viewer' | 'editor' | 'owner';
  readonly place: Place;
}

export interface Governance {
  readonly classification: Classification;
  readonly access: readonly Access[];
  readonly steward: string | undefined;
  readonly compliance: readonly string[];
  readonly file: string;
}

export interface Compute {
  readonly engine: string;
  readonly schedule: string | undefined;
  readonly cpuMillis: number | undefined;
  readonly memoryBytes: number | undefined;
  /** Seconds. */
  readonly timeout: number | undefined;
  /** Beyond the first try. */
  readonly retries: number;
  readonly tags: readonly string[];
  readonly file: string;
}

/** The schema contract that `output.yaml` declares. */
export interface OutputContract {
  readonly columns: readonly (Column & { readonly primaryKey: boolean; readonly place: Place })[];
  readonly keys: readonly (readonly string[])[];
  readonly file: string;
}

export interface Product {
  readonly tenant: string;
  readonly name: string;
  readonly namespace: string;
  readonly version: string;
  readonly archetype: string;
  readonly description: string;
  readonly owner: string;
  readonly tags: readonly string[];
  /** The product's folder, from the repository's root, without a trailing slash. */
  readonly folder: string;
  readonly vars: { readonly [name: string]: string | number | boolean };
  readonly inputs: readonly Input[];
  readonly transform: AuthoredText | undefined;
  readonly checks: readonly Check[];
  readonly serving: readonly ServingMode[];
  readonly governance: Governance | undefined;
  readonly compute: Compute | undefined;
  readonly output: OutputContract | undefined;
  /**
   * Documents that are missing though required, or wrong in part (`product`, `inputs`, `transform`, ...): findings
   * say so already, and rules conclude nothing from what they lack. Where `product` is among them, the name is the
   * folder's and the namespace may be empty.
   */
  readonly broken?: readonly string[];
}

export interface Tenant {
  readonly slug: string;
  readonly id: string;
  readonly displayName: string;
  readonly status: 'active' | 'suspended' | 'archived';
  readonly teams: readonly string[];
  /** True when the manifest lists no teams at all: then access may name any. An empty list allows none. */
  readonly anyTeam?: true;
  readonly quotas: Quotas;
  /** Credential references by engine role; the convention fills what the manifest leaves out. */
  readonly credentials: { readonly [role: string]: string };
  /** Only those that the manifest names. Absent in tenants that are not bound from a file: then all are named. */
  readonly namedCredentials?: { readonly [role: string]: string };
  readonly vars: { readonly [name: string]: string | number | boolean };
  readonly connections: readonly Connection[];
  readonly products: readonly Product[];
  readonly file: string;
  /** True when `tenant.yaml` is missing or wrong in part: nothing follows from what is lacking, the id may be empty. */
  readonly broken?: true;
}

/** The whole repository, resolved: what rules read. Tenants, connections and products are sorted by name. */
export interface Repository {
  readonly platform: Platform;
  readonly tenants: readonly Tenant[];
}
