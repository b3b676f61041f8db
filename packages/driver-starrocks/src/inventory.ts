import { catalogName, tenantRole } from '@akili/model';
import {
  addressOf,
  byAddress,
  platformSlug,
  type Observed,
  type StateRecord,
  type TenantIdentity,
} from '@akili/resource';
import type { Json } from '@akili/model';
import { selectCatalog, systemDatabases } from './inventory-queries.ts';
import { internalCatalog, kinds } from './kinds.ts';
import type { Link } from './link.ts';
import { markOf, readComment } from './mark.ts';
import { outsider, ownNames } from './own-names.ts';
import { identifier, literal } from './quote.ts';
import { readCatalogProperties } from './read-catalog.ts';
import { catalogThings, viewThings } from './read-things.ts';
import { holdersOutside } from './read-outsiders.ts';
import { heldBy } from './run-grants.ts';
import { nameOf } from './run-outsiders.ts';
import type { SharedReads } from './shared-reads.ts';
import { userValue } from './read-user.ts';

/** What an inventory is read with. */
export interface InventoryInput {
  readonly tenant: TenantIdentity;
  readonly link: Link;
  readonly shared: SharedReads;
  readonly recorded: readonly StateRecord[];
}

/**
 * Everything of a tenant. Of its own it takes two queries (its catalog's statement, and all that is in the catalog) and
 * a SHOW a role and login, which have no form for several; all else is shared.
 */
export async function readInventory(input: InventoryInput, signal: AbortSignal): Promise<readonly Observed[]> {
  const { tenant, shared } = input;
  if (tenant.slug === platformSlug) return [];
  const own = ownNames(tenant, input.recorded);
  const digests = new Map(input.recorded.map(({ address, digest }) => [address, digest]));
  /** A thing without a comment: the state alone says whose it is. */
  const thing = (kind: string, name: string, value: Json): Observed => {
    const address = addressOf(tenant.slug, kind, name);
    const digest = digests.get(address);
    return { address, kind, name, value, mark: digest === undefined ? undefined : { tenantId: tenant.id, digest } };
  };
  const found: Observed[] = [];
  const roles = shared.roles.map((row) => row['Name'] ?? '').filter((name) => own.has(name));
  for (const role of roles) found.push(...(await ofRole(input, role, thing, signal)));
  const users = new Set(shared.users.map((row) => nameOf(row['User'] ?? '')).filter((name) => own.has(name)));
  for (const user of users) {
    const properties = await input.link.query(`SHOW PROPERTY FOR ${literal(user)}`, signal);
    found.push(thing(kinds.user, user, userValue(user, shared, properties)));
  }
  for (const [name, value] of shared.groups) if (own.has(name)) found.push(thing(kinds.resourceGroup, name, value));
  found.push(...(await ofCatalog(input, thing, signal)));
  for (const row of shared.databases) {
    const name = row['SCHEMA_NAME'] ?? '';
    if (own.has(name)) found.push(thing(kinds.database, name, { catalog: internalCatalog, database: name }));
  }
  found.push(...viewThings(tenant, shared, own, digests));
  return found.toSorted(byAddress);
}

type Thing = (kind: string, name: string, value: Json) => Observed;

async function ofRole(
  { tenant, link, shared, recorded }: InventoryInput,
  role: string,
  thing: Thing,
  signal: AbortSignal,
): Promise<readonly Observed[]> {
  const own = ownNames(tenant, recorded);
  const outsiders = shared.edges
    .filter((edge) => edge['FROM_ROLE'] === role)
    .map((edge) => edge['TO_ROLE'] ?? nameOf(edge['TO_USER'] ?? ''))
    .filter((holder) => !own.has(holder));
  const held = heldBy(await link.query(`SHOW GRANTS FOR ROLE ${identifier(role)}`, signal));
  const whole = (['owner', 'deployer', 'reader'] as const).some((one) => tenantRole(tenant, one) === role);
  const grants = thing(whole ? kinds.grants : kinds.access, role, { grants: held.grants, roles: held.roles });
  // A role that holds nothing and was never given anything has no grants to speak of.
  const silent = grants.mark === undefined && held.grants.length + held.roles.length === 0;
  return [
    thing(kinds.role, role, { role, outsiders: [...new Set(outsiders.map(outsider))].sort() }),
    ...(silent ? [] : [grants]),
  ];
}

async function ofCatalog(input: InventoryInput, thing: Thing, signal: AbortSignal): Promise<readonly Observed[]> {
  const { tenant, link, shared, recorded } = input;
  const catalog = catalogName(tenant.slug);
  const row = shared.catalogs.find((one) => one['Catalog'] === catalog);
  if (row === undefined) return [];
  const [statement] = await link.query(`SHOW CREATE CATALOG ${identifier(catalog)}`, signal);
  const comment = readComment(row['Comment']);
  const holders = holdersOutside(shared.grants, catalog, ownNames(tenant, recorded));
  const value = {
    properties: readCatalogProperties(statement?.['Create Catalog'] ?? ''),
    made: comment?.made ?? '',
    outsiders: [...new Set(holders.map(({ name }) => outsider(nameOf(name))))].sort(),
  };
  const bare = thing(kinds.catalog, catalog, value);
  const rows = await link.query(selectCatalog(catalog), signal);
  const things = catalogThings(rows.filter((one) => !systemDatabases.has(one['SCHEMA_NAME'] ?? '')));
  return [
    { ...bare, mark: markOf(comment, bare.mark?.digest) },
    ...things.databases.map((name) => thing(kinds.database, name, { catalog, database: name })),
    ...things.tables.map(({ name, value: shown, comment: text }) => {
      const one = thing(kinds.table, name, shown);
      return { ...one, mark: markOf(readComment(text), one.mark?.digest) };
    }),
  ];
}
