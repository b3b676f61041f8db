import { nameCollision, nameTooLong, type Finding } from '@akili/diagnostics';
import type { Tenant } from '@akili/model';
import { placeOfName, productNames, tenantNames, type EngineName } from '../engine-names.ts';
import type { Rule } from '../rule.ts';

/** Different things never get the same name on an engine, over the whole repository, and no name is too long. */
export const engineNamesRule: Rule = {
  name: 'engine-names',
  repository({ repository: { tenants } }) {
    const whole = examine(tenants, tenantNames);
    // Where tenants collide as a whole, so does everything in them; that is told once.
    const colliding = new Set(whole.collisions.flat().map((one) => one.origin.tenant));
    const parts = examine(
      tenants.filter((tenant) => !colliding.has(tenant)),
      productNames,
    );
    return onePlaceOnce([
      ...whole.collisions.flatMap(tell),
      ...parts.tooLong.map(tooLong),
      ...parts.collisions.flatMap(tell),
    ]);
  },
};

/** Groups of things that would be called the same, and names that an engine would not take. */
function examine(tenants: readonly Tenant[], namesOf: (tenant: Tenant) => Iterable<EngineName>) {
  const first = new Map<string, EngineName>();
  const groups = new Map<string, EngineName[]>();
  const tooLong: EngineName[] = [];
  for (const tenant of tenants) {
    for (const one of namesOf(tenant)) {
      if (one.limit !== undefined && one.name.length > one.limit) tooLong.push(one);
      const key = `${one.space}\0${one.name}`;
      const other = first.get(key);
      if (other === undefined) first.set(key, one);
      else if (other.owner !== one.owner) groups.set(key, [...(groups.get(key) ?? [other]), one]);
    }
  }
  return { collisions: [...groups.values()], tooLong };
}

/** One finding for each of the things; none says whose the others are. */
function tell(names: readonly EngineName[]): readonly Finding[] {
  const alone = names.every((one) => one.origin.tenant === names[0]?.origin.tenant);
  const whose = alone ? 'this tenant' : 'another tenant';
  return names.map((one) =>
    nameCollision.at(placeOfName(one), { what: one.what, name: one.name, whose }, subjectOfName(one)),
  );
}

function tooLong(one: EngineName): Finding {
  return nameTooLong.at(
    placeOfName(one),
    { what: one.what, name: one.name, limit: one.limit ?? 0 },
    subjectOfName(one),
  );
}

function subjectOfName({ origin }: EngineName): { readonly tenant: string; readonly product?: string } {
  const tenant = origin.tenant.slug;
  return 'product' in origin ? { tenant, product: origin.product.name } : { tenant };
}

/** Several names of one thing collide together; the first of them is enough. */
function onePlaceOnce(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = JSON.stringify(finding.place);
    return seen.has(key) ? false : seen.add(key);
  });
}
