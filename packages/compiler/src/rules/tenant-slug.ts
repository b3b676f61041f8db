import { reservedSlug, slugNotFolder, type Finding } from '@akili/diagnostics';
import { reservedSlugs } from '@akili/model';
import { tenantPlace } from '../places.ts';
import type { Rule } from '../rule.ts';

/** The slug equals the folder's name and is not reserved; its form is the schema's concern. */
export const tenantSlugRule: Rule = {
  name: 'tenant-slug',
  tenant({ tenant }) {
    const findings: Finding[] = [];
    const folder = tenant.file.split('/')[1] ?? '';
    const place = tenantPlace(tenant, 'slug');
    const subject = { tenant: tenant.slug };
    if (tenant.slug !== folder) findings.push(slugNotFolder.at(place, { slug: tenant.slug, folder }, subject));
    if (reservedSlugs.includes(tenant.slug)) findings.push(reservedSlug.at(place, { slug: tenant.slug }, subject));
    return findings;
  },
};
