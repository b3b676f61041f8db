import { createHash } from 'node:crypto';
import type { Json } from './json.ts';

/** JSON with sorted keys and no spaces: the same data always gives the same bytes. Undefined members are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    let text = '[';
    for (let at = 0; at < value.length; at += 1) text += (at === 0 ? '' : ',') + canonicalJson(value[at]);
    return `${text}]`;
  }
  if (value !== null && typeof value === 'object') {
    const members = value as Record<string, unknown>;
    let text = '{';
    // The default order of `sort` is that of UTF-16 code units.
    for (const key of Object.keys(members).sort()) {
      const member = members[key];
      if (member === undefined) continue;
      text += `${text === '{' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
    }
    return `${text}}`;
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
