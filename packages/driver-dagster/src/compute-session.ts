import type { TenantIdentity } from '@akili/resource';
import type { GraphqlClient } from './graphql.ts';
import type { ManifestStore } from './manifest-store.ts';

/** A tenant's way to its code location and its manifest. */
export interface ComputeSession {
  readonly tenant: TenantIdentity;
  readonly client: GraphqlClient;
  readonly manifests: ManifestStore;
}
