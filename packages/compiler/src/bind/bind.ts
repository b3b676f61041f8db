import type { Finding, Outcome } from '@akili/diagnostics';
import type { WrittenRepository } from '@akili/manifest';
import type { Repository } from '@akili/model';
import { bindPlatform } from './bind-platform.ts';
import { bindTenant } from './bind-tenant.ts';

/**
 * From manifests as written to the repository as rules read it. Keeps going: a broken document leaves out what it
 * holds and nothing else, and says so in `broken`. There is always a value.
 */
export function bind(tree: WrittenRepository): Outcome<Repository> & { readonly value: Repository } {
  const findings: Finding[] = [];
  const platform = bindPlatform(tree.platform, { subject: {}, findings });
  const tenants = tree.tenants
    .map((tenant) => bindTenant(tenant, findings))
    .sort((a, b) => (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0));
  return { value: { platform, tenants }, findings };
}
