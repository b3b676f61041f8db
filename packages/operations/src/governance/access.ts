import { exitCodes } from '@akili/diagnostics';
import { canonicalJson, tenantRole, type Json } from '@akili/model';
import type { Observed, Resource } from '@akili/resource';
import type { Answer } from '../answer.ts';
import { lowerAll } from '../engines.ts';
import type { OpenEnvironment } from '../open-environment.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import type { GovernedProduct } from './governed-product.ts';
import { withLiveProduct, type LiveOptions } from './with-live-product.ts';

interface Grant {
  readonly to: string;
  readonly privilege: string;
}

/**
 * Who may reach a product's data, through which grant, and whether the manifests say so; what is declared and not there
 * is told too. Exits 8 where somebody has access that nobody declared, 2 where a declared grant is missing.
 */
export async function access(
  host: OperationHost,
  selection: Selection,
  name: string,
  options: LiveOptions,
): Promise<Answer> {
  return await withLiveProduct(host, selection, name, options, async (governed, open) => {
    const items = await grantsOf(governed, open);
    const columns = ['who', 'team', 'privilege', 'through', 'state', 'note'];
    const foreign = items.some(({ state }) => state === 'not declared');
    const missing = items.some(({ state }) => state === 'missing');
    const exitCode = foreign ? exitCodes.isolationViolated : missing ? exitCodes.differences : exitCodes.ok;
    return { document: { kind: 'list', items, columns }, exitCode };
  });
}

async function grantsOf(
  { whole, tenant, product }: GovernedProduct,
  open: OpenEnvironment,
): Promise<readonly { readonly [key: string]: Json }[]> {
  const all = lowerAll(open.engines, whole.compilation, whole.environment, await open.logins()).filter(
    (resource) => resource.tenant.slug === tenant.slug,
  );
  const desired = all.filter((resource) => resource.product === product.name);
  const observed = new Map(
    (await open.connections.inventory({ slug: tenant.slug, id: tenant.id })).map((one) => [one.address, one]),
  );
  const teams = new Map(
    product.governance.access.map(({ team, role }) => [tenantRole(tenant, `team_${team}`), `${team} (${role})`]),
  );
  const about = { tenant: tenant.slug, product: product.name };
  const files = desired
    .filter(({ kind }) => whole.environment.embedded && kind === 'analytics.table')
    .map(({ address }) => ({
      ...about,
      ...{ who: 'whoever may read the files of the environment', team: null, privilege: 'read' },
      ...{ through: address, state: 'declared', note: null },
    }));
  const granted = desired.flatMap((resource) => {
    const wanted = grantsIn(expected(resource, open));
    const live = grantsIn(observed.get(resource.address)?.value);
    return compare(wanted, live).map(({ to, privilege, state }) => ({
      ...{ ...about, who: to, team: teams.get(to) ?? null },
      ...{ privilege, through: resource.address, state, note: null },
    }));
  });
  const shared = all
    .filter(({ product: own, kind }) => !whole.environment.embedded && own === undefined && sharedKinds.has(kind))
    .filter(({ kind, name }) => kind !== 'analytics.access' || teams.has(name))
    .map((resource) => ({
      ...{ ...about, who: resource.name, team: teams.get(resource.name) ?? null },
      ...{ privilege: 'as the whole tenant', through: resource.address },
      ...judged(resource, observed.get(resource.address), open),
    }));
  return [...files, ...granted, ...shared];
}

/** What gives access to more than one product at a time: a prefix, a catalog, a team's role. */
const sharedKinds: ReadonlySet<string> = new Set([
  'analytics.access',
  'analytics.grants',
  'analytics.catalog',
  'events.access',
  'objects.access',
]);

/** Whether such a thing stands as declared; its driver knows what lets more. */
function judged(
  resource: Resource,
  live: Observed | undefined,
  open: OpenEnvironment,
): { readonly state: 'declared' | 'missing' | 'not declared'; readonly note: string | null } {
  const difference = open.engines.types.get(resource.kind)?.diff(resource as Resource<never>, live);
  if (difference === undefined) return { state: 'declared', note: null };
  return { state: difference.foreign === true ? 'not declared' : 'missing', note: difference.reason };
}

function expected(resource: Resource, open: OpenEnvironment): Observed['value'] {
  return open.engines.types.get(resource.kind)?.expect(resource) ?? null;
}

/** The grants of a thing, as drivers report them: a list `grants` of `{ to, privilege }`. Others have none of their own. */
function grantsIn(value: Json | undefined): readonly Grant[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [];
  const { grants } = value as { readonly grants?: Json };
  return Array.isArray(grants)
    ? (grants as readonly Partial<Grant>[]).filter(
        (one): one is Grant => typeof one.to === 'string' && typeof one.privilege === 'string',
      )
    : [];
}

function compare(
  wanted: readonly Grant[],
  live: readonly Grant[],
): readonly (Grant & { readonly state: 'declared' | 'missing' | 'not declared' })[] {
  const key = ({ to, privilege }: Grant): string => canonicalJson({ to, privilege });
  const [declared, there] = [new Set(wanted.map(key)), new Set(live.map(key))];
  return [
    ...live.map((one) => ({
      ...one,
      state: declared.has(key(one)) ? ('declared' as const) : ('not declared' as const),
    })),
    ...wanted.filter((one) => !there.has(key(one))).map((one) => ({ ...one, state: 'missing' as const })),
  ];
}
