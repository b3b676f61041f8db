import type { TenantIdentity } from '@akili/resource';
import type { KafkaAdmin } from './kafka-admin.ts';

/** A tenant's way to the broker with one credential. Nothing is opened before `admin` is first asked for. */
export interface KafkaSession {
  readonly tenant: TenantIdentity;
  admin(): Promise<KafkaAdmin>;
  /** A version of the tenant's own secret, checked to be for this login. */
  password(user: string, reference: string, version: string): Promise<string>;
  /** Something changed: whatever was read before is out of date. */
  changed(): void;
}

/** Runs a change: nothing begins once the signal is aborted, and what has begun is waited for. */
export async function change(
  session: KafkaSession,
  signal: AbortSignal,
  body: (admin: KafkaAdmin) => Promise<void>,
): Promise<void> {
  const admin = await session.admin();
  signal.throwIfAborted();
  try {
    await body(admin);
  } finally {
    session.changed();
  }
}

/** Refuses a step that is for another tenant: our own bug. */
export function ownName(session: KafkaSession, name: string, begins: string): void {
  if (!name.startsWith(begins)) throw new Error(`a step of ${session.tenant.slug} names ${name}`);
}
