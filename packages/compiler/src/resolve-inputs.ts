import type { Classification, Column, Input, InputColumn, Product } from '@akili/model';
import type { ReadableProduct } from './analysed-product.ts';
import { highest } from './output-sources.ts';
import type { ResolvedColumn, ResolvedInput } from './resolved-input.ts';
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
    if (input.kind === 'source' && !inputs.has(input.name)) inputs.set(input.name, resolveSource(input, index));
  }
  for (const { name, product: target } of index.dependencies(product)) {
    const read = analysed.get(target);
    const columns = read?.columns.map((column) => atLeast(column, target.governance?.classification));
    inputs.set(name, { kind: 'product', name, product: target, columns, key: read?.key ?? [] });
  }
  return inputs;
}

/** A column of a product that says nothing of its own classification has the product's. */
function atLeast(column: ResolvedColumn, classification: Classification | undefined): ResolvedColumn {
  return { ...column, classification: column.classification ?? classification };
}

function resolveSource(input: SourceInput, { connections }: TenantIndex): ResolvedInput {
  const table = connections.get(input.connection)?.tables.find((one) => one.name === input.resource);
  const locked = new Map(table?.columns.map((column) => [column.name, column]));
  const columns = input.columns
    ? input.columns.map((column) => resolveColumn(column, locked.get(column.name)))
    : table?.columns.map((column) => resolveColumn(undefined, column));
  const names = new Set(columns?.map((column) => column.name));
  // A key that is not loaded as a whole identifies nothing here.
  const key = table?.primaryKey.every((column) => names.has(column)) ? table.primaryKey : [];
  return { kind: 'source', name: input.name, input, columns, key };
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
