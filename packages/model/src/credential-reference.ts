import { environmentPrefix } from './names.ts';

export type CredentialScheme = 'env' | 'file' | 'vault' | 'awssm';

/** A reference to a secret, taken apart; never the secret. */
export interface CredentialReference {
  readonly scheme: CredentialScheme;
  /** Variable, file, `mount/path` or name. */
  readonly location: string;
  /** The part of the secret that is meant; undefined: the whole. */
  readonly key: string | undefined;
}

/**
 * Reads `env:NAME`, `file:path#key`, `vault:mount/path#key`, `awssm:name#key`. Undefined for anything else, also for
 * a path with empty, `.` or `..` segments or `%` in it: an allow-list of prefixes would mean nothing with them.
 */
export function readCredentialReference(text: string): CredentialReference | undefined {
  const match = /^(env|file|vault|awssm):([^#\s]+)(?:#([^#\s]+))?$/.exec(text);
  if (!match) return undefined;
  const [, scheme, location, key] = match as unknown as [string, CredentialScheme, string, string | undefined];
  if (scheme === 'env') {
    return /^[A-Za-z_][A-Za-z0-9_]*$/.test(location) && key === undefined ? { scheme, location, key } : undefined;
  }
  const segments = (location.startsWith('/') ? location.slice(1) : location).split(/[/\\]/);
  if (segments.some((segment) => /^\.{0,2}$/.test(segment)) || location.includes('%')) return undefined;
  return { scheme, location, key };
}

/**
 * True when a tenant may use the reference: it begins with `env:AKILI_<SLUG>__`, or with an entry of the tenant's list
 * in `akili.yaml` (that no entry reaches what another tenant may use is checked where akili.yaml is). The platform
 * (slug `platform`) writes akili.yaml itself and may use any reference.
 */
export function mayUseReference(slug: string, allowed: readonly string[], reference: string): boolean {
  if (!readCredentialReference(reference)) return false;
  if (slug === 'platform') return true;
  const own = `env:${environmentPrefix(slug)}`;
  if (reference.startsWith(own) && reference.length > own.length) return true;
  return allowed.some((entry) => entry !== '' && reference.startsWith(entry));
}
