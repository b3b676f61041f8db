import { located, placeShared } from '@akili/diagnostics';
import type { Diagnostic } from '@akili/diagnostics';
import type { Json } from '@akili/model';
import { platformSlug, type Resource } from '@akili/resource';
import { walkObjects } from './own-values.ts';
import { coveredTenants, type ProofInput, type ProofPart } from './proof-input.ts';

/** Members of specs that say from where on everything is the tenant's: by prefix. */
const places: ReadonlySet<string> = new Set(['prefix', 'prefixes', 'location', 'root', 'iceberg.catalog.location']);
/** Members that name a place which has no inside: a warehouse, a secret. */
const names: ReadonlySet<string> = new Set(['warehouse', 'iceberg.catalog.warehouse', 'reference', 'secret']);

interface Place {
  readonly text: string;
  readonly resource: Resource;
  /** Reaches everything that begins with it. */
  readonly covers: boolean;
}

/**
 * Prefixes, locations, warehouses and secrets of one tenant are no other tenant's, do not begin another's and do not
 * lie in one; and a prefix of names or objects ends with its separator, so that it does not reach a tenant to come.
 */
export function placesApart(input: ProofInput): ProofPart {
  const all: Place[] = [];
  for (const { identity, desired } of input.tenants)
    if (identity.slug !== platformSlug) for (const resource of desired) all.push(...placesOf(resource));
  const wrong = new Map<Resource, string>();
  for (const { text, resource, covers } of all)
    if (covers && /^(?:objects|events)\./.test(resource.kind) && !/[./]$/.test(text))
      wrong.set(resource, 'a prefix does not end with its separator');
  const sorted = all.toSorted((a, b) =>
    a.text < b.text ? -1 : a.text > b.text ? 1 : Number(b.covers) - Number(a.covers),
  );
  collectShared(sorted, (resource) => void wrong.set(resource, 'a place is not the tenant’s alone'));
  const violations: Diagnostic[] = [];
  const statements = coveredTenants(input)
    .filter(({ identity }) => identity.slug !== platformSlug)
    .map(({ identity: { slug }, desired }) => {
      const own = desired.filter((resource) => wrong.has(resource));
      for (const resource of own) {
        const params = { tenant: slug, address: resource.address, problem: wrong.get(resource) as string };
        const subject = { tenant: slug, product: resource.product };
        violations.push(located(placeShared.at(undefined, params, subject), resource.origin));
      }
      const count = all.filter(({ resource }) => resource.tenant.slug === slug).length;
      const evidence =
        own.length === 0
          ? `prefixes, locations, warehouses and secrets: ${count}, each the tenant's alone`
          : `resources with a place that is not the tenant's alone: ${own.length}`;
      return { id: 'places-apart', tenant: slug, holds: own.length === 0, evidence };
    });
  return { statements, violations };
}

function placesOf(resource: Resource): readonly Place[] {
  const found: Place[] = [];
  const add = (value: Json, covers: boolean): void => {
    for (const one of Array.isArray(value) ? (value as readonly Json[]) : [value])
      if (typeof one === 'string' && one !== '') found.push({ text: covers ? one : `=${one}`, resource, covers });
  };
  walkObjects(resource.spec, (members) => {
    for (const [key, value] of Object.entries(members)) {
      if (places.has(key)) add(value, true);
      else if (names.has(key)) add(value, false);
    }
  });
  return found;
}

/** In order, everything that a prefix covers stands right behind it: one pass with a stack. */
function collectShared(sorted: readonly Place[], tell: (resource: Resource) => void): void {
  const open: Place[] = [];
  for (const place of sorted) {
    while (open.length > 0 && !reaches(open.at(-1) as Place, place)) open.pop();
    for (const above of open) {
      if (above.resource.tenant.slug === place.resource.tenant.slug) continue;
      tell(above.resource);
      tell(place.resource);
    }
    open.push(place);
  }
}

function reaches(above: Place, place: Place): boolean {
  return above.covers ? place.text.startsWith(above.text) : place.text === above.text;
}
