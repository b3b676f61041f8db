import type { Classification, Column, Connection, Input, InputColumn, LockedTable, Product } from '@akili/model';
import type { ReadableProduct } from './analysed-product.ts';
import { highest } from './output-sources.ts';
import type { Knowledge, ResolvedColumn, ResolvedInput } from './resolved-input.ts';
import type { TenantIndex } from './tenant-index.ts';

type SourceInput = Extract<Input, { kind: 'source' }>;

/**
 * What each `ref()` of a product reads: its inputs, then products that no input declares. `analysed` holds the
 * products that were analysed before. A product that is not among them has no known columns.
 */
export function resolveInputs(
  product: Product,
  index: TenantIndex,
  analysed: ReadonlyMap<Product, ReadableProduct>,
): ReadonlyMap<string, ResolvedInput> {
  const inputs = new Map<string, ResolvedInput>();
  for (const input of product.inputs) {
    if (input.kind === 'source' && !inputs.has(input.name))
      inputs.set(input.name, resolveSource(product, input, index));
  }
  for (const { name, product: target } of index.dependencies(product)) {
    const read = analysed.get(target);
    const columns = read?.columns.map((column) => atLeast(column, target.governance?.classification));
    const known = read?.known ?? 'partly';
    inputs.set(name, { kind: 'product', name, product: target, columns, known, key: read?.key ?? [] });
  }
  return inputs;
}

/** A column of a product that says nothing of its own classification has the product's. */
function atLeast(column: ResolvedColumn, classification: Classification | undefined): ResolvedColumn {
  return { ...column, classification: column.classification ?? classification };
}

function resolveSource(product: Product, input: SourceInput, { connections }: TenantIndex): ResolvedInput {
  const connection = connections.get(input.connection);
  const table = connection?.tables.find((one) => one.name === input.resource);
  const locked = new Map(table?.columns.map((column) => [column.name, column]));
  const columns = input.columns
    ? input.columns.map((column) => resolveColumn(column, locked.get(column.name)))
    : table?.columns.map((column) => resolveColumn(undefined, column));
  const names = new Set(columns?.map((column) => column.name));
  // A key that is not loaded as a whole identifies nothing here.
  const key = table?.primaryKey.every((column) => names.has(column)) ? table.primaryKey : [];
  const known = knowledgeOf(product, input, connection, table);
  return { kind: 'source', name: input.name, input, columns, known, key };
}

function knowledgeOf(
  product: Product,
  { columns, columnsBroken }: SourceInput,
  connection: Connection | undefined,
  table: LockedTable | undefined,
): Knowledge {
  if (columnsBroken) return 'partly';
  // A column that cannot be read is left out of its lock.
  if (connection?.broken && columns === undefined) return 'partly';
  // Which column a misspelt one stands for is not known.
  const locked = table && !connection?.broken && new Set(table.columns.map((column) => column.name));
  if (locked && columns?.some((column) => !locked.has(column.name))) return 'partly';
  return connection === undefined || connection.broken || product.broken?.includes('inputs') ? 'untyped' : 'whole';
}

function resolveColumn(written: InputColumn | undefined, locked: Column | undefined): ResolvedColumn {
  return {
    name: written?.name ?? locked?.name ?? '',
    type: locked?.type ?? written?.type,
    nullable: written?.nullable ?? locked?.nullable ?? true,
    // The manifest may raise what the lock says, never lower it.
    classification: highest([written?.classification, locked?.classification]),
  };
}
