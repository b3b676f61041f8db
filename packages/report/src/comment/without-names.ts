import { underscored } from '@akili/model';

/** What stands for a tenant's own names where one part is shown for several tenants. */
export const tenantPlaceholder = '<tenant>';

/** Members whose values are words of ours, whatever a tenant is called. */
const ours: ReadonlySet<string> = new Set(['op', 'risk', 'severity', 'type', 'classification', 'quota', 'class']);

/** Plain data with a tenant's id and slug, as written and as identifiers hold it, replaced in every text. */
export function withoutNames<T>(value: T, slug: string, id: string): T {
  // The id first: it may hold the letters of a short slug.
  const names = [id, slug, underscored(slug)].filter((name) => name !== '');
  const replace = (text: string): string =>
    names.reduce((rest, name) => rest.replaceAll(name, tenantPlaceholder), text);
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return replace(part);
    if (Array.isArray(part)) return part.map(walk);
    if (part === null || typeof part !== 'object') return part;
    return Object.fromEntries(Object.entries(part).map(([key, held]) => [key, ours.has(key) ? held : walk(held)]));
  };
  return walk(value) as T;
}
