import { productNodeId } from '@akili/compiler';
import type { QueryChange, QueryVersion } from '@akili/sql';

/**
 * Where the lineage of a change starts: the columns that changed; where rows may differ, the rows and every column.
 * A column that is new is read by nobody yet.
 */
export function changedNodes(
  tenant: string,
  product: string,
  { reasons }: QueryChange,
  versions: readonly QueryVersion[],
): readonly string[] {
  const felt = reasons.filter((reason) => reason.class === 'rows' || reason.class === 'breaking');
  const ofColumns = felt.every(({ column, change }) => column !== undefined && change !== 'input');
  const columns = ofColumns
    ? felt.flatMap(({ column }) => column ?? [])
    : versions.flatMap(({ query }) => query.columns.map(({ name }) => name));
  const ids = [...new Set(columns)].map((column) => productNodeId(tenant, product, column));
  return ofColumns ? ids : [productNodeId(tenant, product, null), ...ids];
}
