import type { Json } from '@akili/model';
import type { Resource } from '@akili/resource';

/**
 * The name by which an engine tells a resource from those of every other tenant. Databases and tables of the
 * analytics engine are called within a catalog, assets within a code location; everything else has one name for all.
 */
export function engineName({ kind, name, spec, tenant }: Resource): string {
  if (kind === 'analytics.database' || kind === 'analytics.table') return `${catalogOf(spec)}.${name}`;
  if (kind === 'secrets.login') return textOf(spec, 'secret') || name;
  return kind === 'compute.asset' ? `akili-${tenant.slug}/${name}` : name;
}

/** Without a catalog the name is taken for one that all tenants share: it clashes rather than slips through. */
function catalogOf(spec: Json): string {
  return textOf(spec, 'catalog');
}

function textOf(spec: Json, key: string): string {
  if (spec === null || typeof spec !== 'object' || Array.isArray(spec)) return '';
  const value = (spec as { readonly [key: string]: Json })[key];
  return typeof value === 'string' ? value : '';
}
