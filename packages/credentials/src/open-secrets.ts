import {
  FindingError,
  referenceNotAllowed,
  secretFileUnreadable,
  secretMalformed,
  secretNotSet,
  secretSchemeNotSupported,
  unreadableReference,
} from '@akili/diagnostics';
import type { Finding, Outcome } from '@akili/diagnostics';
import { mayUseReference, readCredentialReference, type CredentialReference } from '@akili/model';
import { Secret } from './secret.ts';
import { readParts, type SecretPurpose } from './secret-parts.ts';

export interface SecretsOptions {
  readonly env: { readonly [name: string]: string | undefined };
  /** Reads a file that a `file:` reference names; relative paths are the caller's to place. Absent: no files. */
  readonly readFile?: (path: string) => Promise<string>;
  /** `Platform.allowedCredentials`: prefixes by slug, beyond each tenant's own variables. */
  readonly allow: { readonly [slug: string]: readonly string[] };
}

/** Resolves references to secrets, for one tenant at a time and only from its own list. */
export interface Secrets {
  /** The secret, or the finding that says why there is none. Each is looked up once. */
  resolve(tenant: string, reference: string, purpose: SecretPurpose): Promise<Outcome<Secret>>;
  /** The same for callers that can only go on with it: throws FindingError. */
  reveal(tenant: string, reference: string, purpose: SecretPurpose): Promise<{ readonly [part: string]: string }>;
  /** Every value that was resolved so far, for `scrub`: what must not appear in any message. */
  values(): readonly string[];
}

/** A value as it was found, or why there is none. */
type Found = { readonly value: unknown } | { readonly finding: Finding };

/** Opens the secrets of a process. Messages name references, never values; a malformed reference is not repeated. */
export function openSecrets(options: SecretsOptions): Secrets {
  const values = new Set<string>();
  const known = new Map<string, Promise<Outcome<Secret>>>();

  async function resolveNow(tenant: string, reference: string, purpose: SecretPurpose): Promise<Outcome<Secret>> {
    const refuse = (finding: Finding): Outcome<Secret> => ({ value: undefined, findings: [{ ...finding, tenant }] });
    const parsed = readCredentialReference(reference);
    if (parsed === undefined) return refuse(unreadableReference.at(undefined, {}));
    const allowed = Object.hasOwn(options.allow, tenant) ? (options.allow[tenant] ?? []) : [];
    if (!mayUseReference(tenant, allowed, reference))
      return refuse(referenceNotAllowed.at(undefined, { tenant, reference }));
    const found = await find(parsed, reference, options);
    if ('finding' in found) return refuse(found.finding);
    const read = readParts(found.value, purpose);
    if (!read.ok)
      return refuse(secretMalformed.at(undefined, { reference, problem: read.problem, expected: read.expected }));
    for (const value of Object.values(read.parts)) if (value !== '') values.add(value);
    return { value: new Secret(reference, read.parts), findings: [] };
  }

  const resolve: Secrets['resolve'] = (tenant, reference, purpose) => {
    const key = JSON.stringify([tenant, reference, purpose]);
    const answer = known.get(key) ?? resolveNow(tenant, reference, purpose);
    known.set(key, answer);
    return answer;
  };
  return {
    resolve,
    async reveal(tenant, reference, purpose) {
      const { value, findings } = await resolve(tenant, reference, purpose);
      if (value === undefined) throw new FindingError(findings[0] as Finding);
      return value.reveal();
    },
    values: () => [...values],
  };
}

async function find(parsed: CredentialReference, reference: string, options: SecretsOptions): Promise<Found> {
  const notSet = { finding: secretNotSet.at(undefined, { reference }) };
  switch (parsed.scheme) {
    case 'env': {
      const text = Object.hasOwn(options.env, parsed.location) ? options.env[parsed.location] : undefined;
      return text === undefined || text.trim() === '' ? notSet : { value: parseOr(text) };
    }
    case 'file': {
      const text = await readSecretFile(parsed.location, options);
      if ('problem' in text)
        return { finding: secretFileUnreadable.at(undefined, { reference, problem: text.problem }) };
      const value = parseOr(text.text);
      if (parsed.key === undefined) return { value };
      const member = memberOf(value, parsed.key);
      if (member === undefined) return notSet;
      return { value: typeof member === 'string' ? parseOr(member) : member };
    }
    case 'vault':
    case 'awssm':
      return { finding: secretSchemeNotSupported.at(undefined, { reference, scheme: parsed.scheme }) };
  }
}

async function readSecretFile(
  path: string,
  { readFile }: SecretsOptions,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  if (readFile === undefined) return { problem: 'files are not read here' };
  try {
    return { text: await readFile(path) };
  } catch (error) {
    // The code alone: a message might hold a part of what was read.
    return { problem: String((error as { readonly code?: unknown }).code ?? 'it cannot be opened') };
  }
}

/** The value of a JSON text; undefined for another text, whose parse error would quote it. */
function parseOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function memberOf(value: unknown, key: string): unknown {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined;
  return (value as { readonly [key: string]: unknown })[key];
}
