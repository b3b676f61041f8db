import { addressOf, type Address } from './address.ts';

/**
 * How a tenant logs in to one engine: which secret holds its login, and which version of the secret the engine shall
 * accept. Plain data for `lower`; never a value. The secret's JSON may carry its `version`; one without counts as `0`.
 */
export interface LoginCredential {
  readonly reference: string;
  /** Decimal. What `DriverContext.secret` is asked for when a step needs the value. */
  readonly version: string;
  /** The version that stays accepted beside it while a rotation goes on. */
  readonly previous?: string;
  /** The resource that generates the secret into the environment's store, where there is one. */
  readonly generatedBy?: Address;
}

/** Which of a tenant's two logins a version is for, on engines that keep one password a login. */
export type LoginSlot = 'a' | 'b';

/** Versions take turns, so that a rotation never takes away the login that is in use: 0 and odd ones a, even ones b. */
export function loginSlotOf(version: string): LoginSlot {
  return version !== '0' && BigInt(version) % 2n === 0n ? 'b' : 'a';
}

/** The resource that generates a tenant's secret for the engine of a role. */
export function secretAddress(slug: string, role: string): Address {
  return addressOf(slug, 'secrets.login', role);
}
