import type { Database } from '@akili/client-postgres';
import { underscored } from '@akili/model';
import { platformSlug, type Observed, type TenantIdentity } from '@akili/resource';
import { inventoryQuery } from './inventory-query.ts';
import type { InventoryRow } from './inventory-rows.ts';
import { markPrefix } from './mark.ts';
import { observed } from './observe.ts';

/** Names longer than 63 bytes keep this many of their own (`shorten` of `@akili/model`). */
const shortenedHead = 50;

/** Everything of a tenant, in one query. The platform has nothing here of its own. */
export async function inventory(
  database: Database,
  tenant: TenantIdentity,
  signal: AbortSignal,
): Promise<readonly Observed[]> {
  if (tenant.slug === platformSlug) return [];
  const prefix = `tenant_${underscored(tenant.slug)}__`;
  const head = prefix.length > shortenedHead ? prefix.slice(0, shortenedHead) : null;
  const [row] = await database.transaction(
    undefined,
    (transaction) => transaction.query<InventoryRow>(inventoryQuery, [prefix, head, markPrefix(tenant.id)]),
    { signal, readOnly: true },
  );
  return observed(tenant, row as InventoryRow);
}
