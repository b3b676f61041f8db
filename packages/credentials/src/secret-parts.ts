import type { EngineRole } from '@akili/model';

/** What a secret is for: an engine's role, or a tenant's own source. */
export type SecretPurpose = EngineRole | 'source';

/** A secret's parts, or what is wrong with it in words that hold nothing of the value. */
export type ReadParts =
  | { readonly ok: true; readonly parts: { readonly [part: string]: string } }
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

/** Reads a secret's JSON for its purpose. A source's secret may have any parts; others have theirs, and may have more. */
export function readParts(value: unknown, purpose: SecretPurpose): ReadParts {
  const parts = needed[purpose];
  const names = parts.length === 0 ? login : parts;
  const expected = `{ ${names.map((name) => `"${name}": "..."`).join(', ')} }`;
  const refuse = (problem: string): ReadParts => ({ ok: false, problem, expected });
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return refuse('is not a JSON object');
  const entries = Object.entries(value as { readonly [key: string]: unknown });
  const missing = parts.filter((part) => !entries.some(([key]) => key === part));
  if (missing.length > 0) return refuse(`has no ${missing.map((part) => `\`${part}\``).join(' and no ')}`);
  if (entries.some(([, part]) => typeof part !== 'string')) return refuse('has a part that is not a text');
  if (entries.length === 0) return refuse('has no parts');
  if (parts.some((part) => (value as { readonly [key: string]: string })[part] === ''))
    return refuse('has an empty part');
  return { ok: true, parts: Object.fromEntries(entries) as { readonly [part: string]: string } };
}
