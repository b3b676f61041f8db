import type { Database, Transaction } from '@akili/client-postgres';
import { underscored } from '@akili/model';
import { platformSlug, type Observed, type TenantIdentity } from '@akili/resource';
import { inventoryQuery } from './inventory-query.ts';
import { platformQuery } from './control-query.ts';
import type { InventoryRow, PlatformRow } from './inventory-rows.ts';
import { ownerPolicy } from './lower-control.ts';
import { observedControl } from './observe-control.ts';
import { markPrefix } from './mark.ts';
import { observed } from './observe.ts';

/** Names longer than 63 bytes keep this many of their own (`shorten` of `@akili/model`). */
const shortenedHead = 50;

/** Everything of a tenant, in one query; of the platform the tables that tenants share. */
export async function inventory(
  database: Database,
  tenant: TenantIdentity,
  signal: AbortSignal,
): Promise<readonly Observed[]> {
  const options = { signal, readOnly: true };
  if (tenant.slug === platformSlug) {
    // The embedded engine has one user and shares nothing.
    if (!database.features.logins) return [];
    const query = (transaction: Transaction) => transaction.query<PlatformRow>(platformQuery);
    return observedControl(await database.transaction(undefined, query, options));
  }
  const prefix = `tenant_${underscored(tenant.slug)}__`;
  const head = prefix.length > shortenedHead ? prefix.slice(0, shortenedHead) : null;
  const [row] = await database.transaction(
    undefined,
    (transaction) =>
      transaction.query<InventoryRow>(inventoryQuery, [prefix, head, markPrefix(tenant.id), ownerPolicy(tenant.id)]),
    options,
  );
  return observed(tenant, row as InventoryRow);
}
