import {
  FindingError,
  referenceNotAllowed,
  secretDenied,
  secretMalformed,
  secretNotSet,
  secretSchemeNotSupported,
  secretUnavailable,
  secretVersionGone,
  unreadableReference,
} from '@akili/diagnostics';
import type { Finding, Outcome } from '@akili/diagnostics';
import { mayUseReference, readCredentialReference, type CredentialScheme } from '@akili/model';
import { Secret } from './secret.ts';
import { expectedForm, readParts, type Parts, type SecretPurpose } from './secret-parts.ts';
import type { SecretStore } from './stores/secret-store.ts';

export interface SecretsOptions {
  /** Where references of a scheme are looked up. */
  readonly stores: { readonly [scheme in CredentialScheme]?: SecretStore };
  /** Beginnings of references that each tenant may use beyond its own variables (`allowedBeyond`), by slug. */
  readonly allow: (slug: string) => readonly string[];
  readonly signal: AbortSignal;
}

/** Resolves references to secrets, for one tenant at a time and only from its own list. */
export interface Secrets {
  /** The secret, or the finding that says why there is none. Each is looked up once. */
  resolve(tenant: string, reference: string, purpose: SecretPurpose): Promise<Outcome<Secret>>;
  /**
   * The parts of the version in use, or of the one that is asked for, for callers that can only go on with them:
   * throws FindingError.
   */
  reveal(tenant: string, reference: string, purpose: SecretPurpose, version?: string): Promise<Parts>;
  /** Looks again when it is asked the next time: the secret was written. */
  forget(reference: string): void;
  /** Every value that was resolved so far, for `scrub`: what must not appear in any message. */
  values(): readonly string[];
}

/** Opens the secrets of a process. Messages name references, never values; a malformed reference is not repeated. */
export function openSecrets({ stores, allow, signal }: SecretsOptions): Secrets {
  const values = new Set<string>();
  const known = new Map<string, Map<string, Promise<Outcome<Secret>>>>();

  async function resolveNow(tenant: string, reference: string, purpose: SecretPurpose): Promise<Outcome<Secret>> {
    const refuse = (finding: Finding): Outcome<Secret> => ({ value: undefined, findings: [{ ...finding, tenant }] });
    const parsed = readCredentialReference(reference);
    if (parsed === undefined) return refuse(unreadableReference.at(undefined, {}));
    if (!mayUseReference(tenant, allow(tenant), reference))
      return refuse(referenceNotAllowed.at(undefined, { tenant, reference }));
    const store = stores[parsed.scheme];
    if (store === undefined)
      return refuse(secretSchemeNotSupported.at(undefined, { reference, scheme: parsed.scheme }));
    const stored = await store.read(parsed, signal);
    const expected = expectedForm(purpose);
    switch (stored.found) {
      case 'missing':
        return refuse(secretNotSet.at(undefined, { reference, expected }));
      case 'denied':
        return refuse(secretDenied.at(undefined, { reference, problem: stored.problem }));
      case 'failed':
        return refuse(secretUnavailable.at(undefined, { reference, problem: stored.problem }));
      case 'value': {
        const read = readParts(stored.value, purpose);
        if (!read.ok) return refuse(secretMalformed.at(undefined, { reference, problem: read.problem, expected }));
        const secret = new Secret(reference, read.versions);
        for (const value of secret.values()) values.add(value);
        return { value: secret, findings: [] };
      }
    }
  }

  const resolve: Secrets['resolve'] = (tenant, reference, purpose) => {
    const key = JSON.stringify([tenant, purpose]);
    const answers = known.get(reference) ?? new Map<string, Promise<Outcome<Secret>>>();
    const answer = answers.get(key) ?? resolveNow(tenant, reference, purpose);
    known.set(reference, answers.set(key, answer));
    return answer;
  };
  return {
    resolve,
    async reveal(tenant, reference, purpose, version) {
      const { value, findings } = await resolve(tenant, reference, purpose);
      if (value === undefined) throw new FindingError(findings[0] as Finding);
      const parts = value.reveal(version);
      if (parts !== undefined) return parts;
      const finding = secretVersionGone.at(undefined, { reference, version: String(version), has: value.version });
      throw new FindingError({ ...finding, tenant });
    },
    forget: (reference) => void known.delete(reference),
    values: () => [...values],
  };
}
