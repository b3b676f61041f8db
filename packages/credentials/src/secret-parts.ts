import type { EngineRole } from '@akili/model';

/** What a secret is for: an engine's role, or a tenant's own source. */
export type SecretPurpose = EngineRole | 'source';

/** Named parts of one version of a secret. */
export type Parts = { readonly [part: string]: string };

/** One version of a secret. */
export interface SecretVersion {
  /** Decimal; `0` where the secret names none. */
  readonly version: string;
  readonly parts: Parts;
}

/** A secret as it was read: the version in use, and those that a rotation keeps beside it. */
export interface SecretVersions {
  readonly current: SecretVersion;
  /** Staged by a rotation: engines are made to accept it before it is used. */
  readonly next?: SecretVersion;
  /** What was in use before; engines may accept it still. */
  readonly previous?: SecretVersion;
}

/** A secret's versions, or what is wrong with it in words that hold nothing of the value. */
export type ReadParts =
  | { readonly ok: true; readonly versions: SecretVersions }
  | { readonly ok: false; readonly problem: string; readonly expected: string };

const login = ['username', 'password'];
const needed: { readonly [purpose in SecretPurpose]: readonly string[] } = {
  analytics: login,
  lookup: login,
  events: login,
  objects: ['accessKeyId', 'secretAccessKey'],
  compute: ['token'],
  source: [],
};

/** The parts that a secret must have for its purpose. */
export function neededParts(purpose: SecretPurpose): readonly string[] {
  return needed[purpose];
}

/** How a secret of a purpose is written, for people: `{ "username": "...", "password": "..." }`. */
export function expectedForm(purpose: SecretPurpose): string {
  const parts = needed[purpose];
  return `{ ${(parts.length === 0 ? login : parts).map((name) => `"${name}": "..."`).join(', ')} }`;
}

const versionPattern = /^(?:0|[1-9][0-9]{0,8})$/;

/**
 * Reads a secret's JSON for its purpose. A source's secret may have any parts; others have theirs, and may have more.
 * The members `next` and `previous` of an engine's secret are further versions of it; `version` may be a number.
 */
export function readParts(value: unknown, purpose: SecretPurpose): ReadParts {
  const refuse = (problem: string): ReadParts => ({ ok: false, problem, expected: expectedForm(purpose) });
  if (!isObject(value)) return refuse('is not a JSON object');
  const { next, previous, ...rest } = value;
  const rotates = purpose !== 'source';
  const current = readVersion(rotates ? rest : value, purpose);
  if (typeof current === 'string') return refuse(current);
  const versions: { current: SecretVersion; next?: SecretVersion; previous?: SecretVersion } = { current };
  for (const [name, other] of rotates ? Object.entries({ next, previous }) : []) {
    if (other === undefined) continue;
    if (!isObject(other)) return refuse(`has a \`${name}\` that is not a JSON object`);
    const read = readVersion(other, purpose);
    if (typeof read === 'string') return refuse(`has a \`${name}\` that ${read}`);
    if (read.version === current.version) return refuse(`has a \`${name}\` of the version that is in use`);
    versions[name as 'next' | 'previous'] = read;
  }
  return { ok: true, versions };
}

function readVersion(value: { readonly [key: string]: unknown }, purpose: SecretPurpose): SecretVersion | string {
  const parts = needed[purpose];
  const entries = Object.entries(value).map(([key, part]): [string, unknown] =>
    key === 'version' && typeof part === 'number' ? [key, String(part)] : [key, part],
  );
  const missing = parts.filter((part) => !entries.some(([key]) => key === part));
  if (missing.length > 0) return `has no ${missing.map((part) => `\`${part}\``).join(' and no ')}`;
  if (entries.some(([, part]) => typeof part !== 'string')) return 'has a part that is not a text';
  if (entries.length === 0) return 'has no parts';
  const read = Object.fromEntries(entries) as Parts;
  if (parts.some((part) => read[part] === '')) return 'has an empty part';
  const version = purpose === 'source' ? '0' : (read['version'] ?? '0');
  if (!versionPattern.test(version)) return 'has a `version` that is no whole number';
  return { version, parts: read };
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
