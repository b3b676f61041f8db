import { underscored } from '@akili/model';
import { platformSlug } from '@akili/resource';
import type { TenantPlanInput } from '../plan-input.ts';

/** Says whether a text names what is another tenant's: a catalog, schema, role, prefix, principal, topic or id. */
export type NamesAnother = (text: string, own: { readonly slug: string; readonly id: string }) => boolean;

const hint = /tenant[_-]|akili[_-]|\.data\.available|\.execution\.events|[0-9a-f]{8}-[0-9a-f]{4}-/;
const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const topics = /([a-z0-9-]+)\.[a-z0-9_-]+\.(?:data\.available|execution\.events)/g;
const hyphened = /(?:tenant|akili)-([a-z0-9]+(?:-[a-z0-9]+)*)/g;
const underlined = /(?:tenant|akili)_[a-z0-9_]+/g;

/**
 * Made once from every tenant; then each text costs one scan. Slugs are read whole, up to the separator that cannot
 * be part of one (`__`, `_catalog`, `.`, the end), so `acme` is not found in `acme-corp` nor the other way round.
 * Plain words are not names: a column or a sentence may well say what another tenant is called.
 */
export function foreignNames(tenants: readonly TenantPlanInput[]): NamesAnother {
  const slugs = new Set<string>();
  const ids = new Set<string>();
  const byUnderscored = new Map<string, string>();
  /** Names that were shortened show no slug in full: they are known by themselves. */
  const claimed = new Map<string, string | undefined>();
  for (const { identity, desired } of tenants) {
    if (identity.slug === platformSlug) continue;
    slugs.add(identity.slug);
    ids.add(identity.id);
    byUnderscored.set(underscored(identity.slug), identity.slug);
    for (const { name } of desired)
      for (const [token] of name.toLowerCase().matchAll(underlined)) {
        // What stands in names of several tenants (a file's name) tells none of them.
        const only = !claimed.has(token) || claimed.get(token) === identity.slug;
        claimed.set(token, only ? identity.slug : undefined);
      }
  }
  const ownerOf = (token: string): string | undefined => {
    const head = token.replace(/^(?:tenant|akili)_/, '').split('__')[0] as string;
    const known = (token.includes('__') || token.startsWith('akili_')) && byUnderscored.get(head);
    if (known) return known;
    const catalog = head.endsWith('_catalog') && byUnderscored.get(head.slice(0, -'_catalog'.length));
    return catalog || claimed.get(token);
  };
  const principalOf = (text: string): string | undefined => {
    for (let end = text.length; end > 0; end = text.lastIndexOf('-', end - 1))
      if (slugs.has(text.slice(0, end))) return text.slice(0, end);
    return undefined;
  };
  return (text, own) => {
    const lower = text.toLowerCase();
    const isOther = (slug: string | undefined): boolean => slug !== undefined && slug !== own.slug;
    if (lower.endsWith('.') && slugs.has(lower.slice(0, -1))) return isOther(lower.slice(0, -1));
    if (!hint.test(lower)) return false;
    for (const [id] of lower.matchAll(uuids)) if (ids.has(id) && id !== own.id) return true;
    for (const [, slug] of lower.matchAll(topics)) if (slugs.has(slug as string) && slug !== own.slug) return true;
    for (const match of lower.matchAll(hyphened)) {
      const [token, rest] = match;
      // A slug may itself begin like a principal: before a dot it is the tenant's own namespace of topics.
      if (token === own.slug && lower[match.index + token.length] === '.') continue;
      if (isOther(principalOf(rest as string))) return true;
    }
    for (const [token] of lower.matchAll(underlined)) if (isOther(ownerOf(token))) return true;
    return false;
  };
}
