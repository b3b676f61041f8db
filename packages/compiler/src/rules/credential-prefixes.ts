import { nameCoversAnother, type Finding } from '@akili/diagnostics';
import { allowedPrefixes } from '../allowed-references.ts';
import type { Rule } from '../rule.ts';

interface Allowed {
  readonly slug: string;
  readonly prefix: string;
}

/** What akili.yaml allows one tenant never reaches what another one may use. */
export const credentialPrefixesRule: Rule = {
  name: 'credential-prefixes',
  repository({ repository: { platform, tenants } }) {
    const all = tenants
      .flatMap(({ slug }) => allowedPrefixes(platform, slug).map((prefix) => ({ slug, prefix })))
      .sort((a, b) => (a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : 0));
    return tenants.flatMap(({ slug }): readonly Finding[] =>
      (Object.hasOwn(platform.allowedCredentials, slug) ? (platform.allowedCredentials[slug] ?? []) : []).flatMap(
        (prefix, index): readonly Finding[] => {
          if (!reachesAnother(all, slug, prefix)) return [];
          const place = { file: 'akili.yaml', path: ['credentials', 'allow', slug, index] };
          return [nameCoversAnother.at(place, { what: 'credential prefix', name: prefix }, { tenant: slug })];
        },
      ),
    );
  },
};

/** Sorted prefixes that begin with `prefix` stand together, from the first that is not below it. */
function reachesAnother(sorted: readonly Allowed[], slug: string, prefix: string): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as Allowed).prefix < prefix) low = middle + 1;
    else high = middle;
  }
  for (let at = low; sorted[at]?.prefix.startsWith(prefix); at += 1) if (sorted[at]?.slug !== slug) return true;
  return false;
}
