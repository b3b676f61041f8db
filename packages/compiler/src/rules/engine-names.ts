import { nameCollision, nameTooLong, type Finding } from '@akili/diagnostics';
import type { Tenant } from '@akili/model';
import { productNames, tenantNames, type EngineName } from '../engine-names.ts';
import type { Rule } from '../rule.ts';

/** Different things never get the same name on an engine, over the whole repository, and no name is too long. */
export const engineNamesRule: Rule = {
  name: 'engine-names',
  repository({ repository: { tenants } }) {
    const ofTenants = collisions(tenants.flatMap((tenant) => [...tenantNames(tenant)]));
    // Where tenants collide as a whole, so does everything in them; that is told once.
    const colliding = new Set(ofTenants.flat().map((one) => one.tenant));
    const apart = tenants.filter((tenant) => !colliding.has(tenant.slug));
    return [
      ...onePlaceOnce(ofTenants.flatMap(tell)),
      ...tooLong(tenants),
      ...onePlaceOnce(collisions(everyProductName(apart)).flatMap(tell)),
    ];
  },
};

function* everyProductName(tenants: readonly Tenant[]): Generator<EngineName> {
  for (const tenant of tenants) yield* productNames(tenant);
}

/** Groups of things that would be called the same. */
function collisions(names: Iterable<EngineName>): readonly (readonly EngineName[])[] {
  const first = new Map<string, EngineName>();
  const groups = new Map<string, EngineName[]>();
  for (const one of names) {
    const key = `${one.space}\0${one.name}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, one);
    else if (other.owner !== one.owner) {
      const group = groups.get(key);
      if (group) group.push(one);
      else groups.set(key, [other, one]);
    }
  }
  return [...groups.values()];
}

/** One finding for each of the things; none says whose the others are. */
function tell(names: readonly EngineName[]): readonly Finding[] {
  const alone = names.every((one) => one.tenant === names[0]?.tenant);
  const whose = alone ? 'this tenant' : 'another tenant';
  return names.map((one) => nameCollision.at(one.place, { what: one.what, name: one.name, whose }, one));
}

/** Several names of one thing collide together; the first of them is enough. */
function onePlaceOnce(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = JSON.stringify(finding.place);
    return seen.has(key) ? false : seen.add(key);
  });
}

function tooLong(tenants: readonly Tenant[]): readonly Finding[] {
  const findings: Finding[] = [];
  for (const one of everyProductName(tenants)) {
    if (one.limit === undefined || one.name.length <= one.limit) continue;
    findings.push(nameTooLong.at(one.place, { what: one.what, name: one.name, limit: one.limit }, one));
  }
  return onePlaceOnce(findings);
}
