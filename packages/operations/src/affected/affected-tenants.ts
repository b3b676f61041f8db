/** What a set of changed files touches. */
export type Touched =
  /** Rules of the whole platform changed: every tenant is affected. */
  | { readonly everyone: true; readonly because: string }
  | { readonly everyone: false; readonly tenants: ReadonlyMap<string, TouchedTenant> };

/** A tenant whose folder changed. */
export interface TouchedTenant {
  /** Folders of products in which something changed; a folder may be of a product that is gone. */
  readonly folders: readonly string[];
  /** True when something changed that concerns all its products: `tenant.yaml`, a connection. */
  readonly whole: boolean;
}

/** Files of the platform's people: they may change what any tenant gets. */
const everyones = /^(akili\.yaml$|policies\/)/;

/**
 * Which tenants a change touches, from the paths alone. Products are never shared between tenants, so nothing beyond a
 * tenant's own folder can be reached from it. Files that no manifest is (a README, a workflow) touch nobody.
 */
export function touchedBy(paths: readonly string[]): Touched {
  const rule = paths.find((path) => everyones.test(path));
  if (rule !== undefined) return { everyone: true, because: rule };
  const tenants = new Map<string, { folders: Set<string>; whole: boolean }>();
  for (const path of paths) {
    const [top, slug, part, ...rest] = path.split('/');
    if (top !== 'tenants' || slug === undefined || part === undefined) continue;
    const known = tenants.get(slug) ?? { folders: new Set(), whole: false };
    tenants.set(slug, known);
    if (part === 'products' && rest.length > 1)
      known.folders.add(`tenants/${slug}/products/${rest.slice(0, -1).join('/')}`);
    else known.whole = true;
  }
  return {
    everyone: false,
    tenants: new Map([...tenants].map(([slug, { folders, whole }]) => [slug, { folders: [...folders].sort(), whole }])),
  };
}
