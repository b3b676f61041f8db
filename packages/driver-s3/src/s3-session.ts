import type { TenantIdentity } from '@akili/resource';
import type { AdminApi } from './admin-api.ts';
import type { ObjectStore } from './object-store.ts';
import type { S3Settings } from './settings.ts';
import type { Keys } from './signed-request.ts';

/** A login at the store, for the steps of one tenant (or of the platform). */
export interface S3Session {
  readonly tenant: TenantIdentity;
  readonly settings: S3Settings;
  readonly environment: string;
  /** With the login of the session. */
  readonly store: ObjectStore;
  /** Only with the platform's login. */
  readonly admin: AdminApi | undefined;
  /** The keys of a version of the tenant's secret. */
  keys(reference: string, version: string): Promise<Keys>;
  /**
   * One at a time, in this process and among all: the bucket policy and the lifecycle are single documents of all
   * tenants. What was read of them before counts no more afterwards.
   */
  alone<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

/** For what must not stop halfway: each request still ends with its own time limit. */
export function unstoppable(signal: AbortSignal): AbortSignal {
  signal.throwIfAborted();
  return new AbortController().signal;
}
