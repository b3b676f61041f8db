import { allowsNobody, didYouMean, type Finding } from '@akili/diagnostics';
import type { Rule } from '../rule.ts';

/** What akili.yaml allows, it allows to tenants that there are. */
export const allowedTenantsRule: Rule = {
  name: 'allowed-tenants',
  repository({ repository: { platform, tenants }, options }) {
    // Of interest to the platform alone: what is said to some tenants names no others.
    if (options.tenants !== undefined) return [];
    const slugs = tenants.map(({ slug }) => slug);
    const known = new Set(slugs);
    return Object.keys(platform.allowedCredentials).flatMap((slug): readonly Finding[] => {
      if (known.has(slug)) return [];
      const place = { file: 'akili.yaml', path: ['credentials', 'allow', slug], part: 'key' as const };
      return [allowsNobody.at(place, { slug, suggestion: didYouMean(slug, slugs) })];
    });
  },
};
