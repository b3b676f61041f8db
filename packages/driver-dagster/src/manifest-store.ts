import type { TenantIdentity } from '@akili/resource';

/** Where manifests are delivered, for one tenant. Each call is whole or has no effect. */
export interface ManifestStore {
  /** Undefined where there is none. */
  read(tenant: TenantIdentity, signal: AbortSignal): Promise<string | undefined>;
  write(tenant: TenantIdentity, text: string, signal: AbortSignal): Promise<void>;
  /** Harmless where there is none. */
  remove(tenant: TenantIdentity, signal: AbortSignal): Promise<void>;
  close(): void;
}
