import { reservedSlug, type Finding } from '@akili/diagnostics';
import { reservedSlugs } from '@akili/model';
import { tenantPlace } from '../places.ts';
import type { Rule } from '../rule.ts';

/** The slug is not reserved; its form is the schema's concern, that it equals the folder's name that of binding. */
export const tenantSlugRule: Rule = {
  name: 'tenant-slug',
  tenant({ tenant }): readonly Finding[] {
    const { slug } = tenant;
    if (!reservedSlugs.includes(slug)) return [];
    return [reservedSlug.at(tenantPlace(tenant, 'slug'), { slug }, { tenant: slug })];
  },
};
