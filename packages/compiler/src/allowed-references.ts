import { allowedBeyond, environmentPrefix, type Platform } from '@akili/model';

/**
 * The beginnings of references that a tenant may use: its own variables, its place in the environments' stores, and
 * what akili.yaml allows beyond them.
 */
export function allowedPrefixes(platform: Platform, slug: string): readonly string[] {
  return [`env:${environmentPrefix(slug)}`, ...allowedBeyond(platform, slug)];
}

/** True when a reference is on the tenant's allow-list. */
export function isAllowedReference(platform: Platform, slug: string, reference: string): boolean {
  // A prefix proves nothing of a path that goes up again, nor of one that a store decodes.
  if (/(^|[/:#])\.{1,2}([/#]|$)|%|\\|\/\//.test(reference)) return false;
  return allowedPrefixes(platform, slug).some((prefix) => reference.startsWith(prefix) && reference !== prefix);
}
