import { digestOf, digestOfText, type Snapshot } from '@akili/model';

/** What belongs to every tenant's inputs: the platform's own files. */
const shared = (path: string): boolean => path === 'akili.yaml' || path.startsWith('policies/');

/**
 * Digest of what a tenant's part of a plan is made from: `akili.yaml`, `policies/` and the tenant's folder, by path and
 * content. Other tenants' files do not count, so that their edits do not make this tenant's plan stale.
 */
export function inputDigests(snapshot: Snapshot, slugs: readonly string[]): ReadonlyMap<string, string> {
  const platform: string[][] = [];
  const byTenant = new Map<string, string[][]>(slugs.map((slug) => [slug, []]));
  for (const { path, text } of snapshot.files) {
    const slug = /^tenants\/([^/]+)\//.exec(path)?.[1];
    const list = shared(path) ? platform : slug === undefined ? undefined : byTenant.get(slug);
    list?.push([path, digestOfText(text)]);
  }
  return new Map(slugs.map((slug) => [slug, digestOf({ platform, tenant: byTenant.get(slug) ?? [] })]));
}
