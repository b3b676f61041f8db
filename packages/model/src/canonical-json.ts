import { createHash } from 'node:crypto';
import type { Json } from './json.ts';

/** JSON with sorted keys and no spaces: the same data always gives the same bytes. Undefined members are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value as Record<string, unknown>)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** `sha256:` and 64 hex digits over the canonical JSON. */
export function digestOf(value: Json | object): string {
  return digestOfText(canonicalJson(value));
}

/** `sha256:` and 64 hex digits over the UTF-8 text. */
export function digestOfText(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
