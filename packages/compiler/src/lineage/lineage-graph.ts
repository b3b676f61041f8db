import type { Classification, CompiledProduct, LineageUse } from '@akili/model';

/** A column, or with `column: null` the rows of a relation: which there are. */
export interface LineageNode {
  /** `acme-corp/daily_revenue.region`, `acme-corp/acme-orders-db/public.orders.region`; without the column, the rows. */
  readonly id: string;
  readonly kind: 'source' | 'product';
  readonly tenant: string;
  /** Of a product its namespace, of a source its connection. */
  readonly namespace: string;
  /** Of a product its name, of a source the resource. */
  readonly name: string;
  readonly column: string | null;
  /** As `writeType` writes it. */
  readonly columnType?: string;
  readonly classification?: Classification;
}

/** How `from` is used for `to`; `reads`: the rows of the one are made from the rows of the other. */
export interface LineageEdge {
  readonly from: string;
  readonly to: string;
  readonly use: LineageUse | 'reads';
  /** The function that hides the value on its way. */
  readonly masked?: string;
}

/** Columns and how they are made from each other; nodes and edges in the order of the products. */
export interface LineageGraph {
  readonly nodes: ReadonlyMap<string, LineageNode>;
  readonly edges: readonly LineageEdge[];
}

/** What lineage needs of a product. */
export type LineageProduct = Pick<CompiledProduct, 'tenant' | 'namespace' | 'name' | 'columns' | 'inputs' | 'lineage'>;

type Input = LineageProduct['inputs'][number];

/** The id of a product's column, or of its rows. */
export function productNodeId(tenant: string, product: string, column: string | null): string {
  return `${tenant}/${product}${column === null ? '' : `.${column}`}`;
}

/** The lineage of products as one graph. Nothing of one tenant is ever connected with another one. */
export function lineageGraph(products: readonly LineageProduct[]): LineageGraph {
  const nodes = new Map<string, LineageNode>();
  const edges: LineageEdge[] = [];
  const namespaces = new Map(products.map((one) => [productNodeId(one.tenant, one.name, null), one.namespace]));
  for (const product of products) addProduct(product, nodes);
  for (const product of products) addEdges(product, namespaces, nodes, edges);
  return { nodes, edges };
}

function addProduct({ tenant, namespace, name, columns }: LineageProduct, nodes: Map<string, LineageNode>): void {
  const own = { kind: 'product', tenant, namespace, name } as const;
  const rows = productNodeId(tenant, name, null);
  nodes.set(rows, { id: rows, ...own, column: null });
  for (const column of columns) {
    const id = productNodeId(tenant, name, column.name);
    const { type, classification } = column;
    nodes.set(id, {
      id,
      ...own,
      column: column.name,
      columnType: type,
      ...(classification === null ? {} : { classification }),
    });
  }
}

function addEdges(
  product: LineageProduct,
  namespaces: ReadonlyMap<string, string>,
  nodes: Map<string, LineageNode>,
  edges: LineageEdge[],
): void {
  const { tenant, name, lineage } = product;
  const inputs = new Map(product.inputs.map((input) => [input.name, input]));
  const from = (input: Input, column: string | null): string => {
    const node = inputNode(tenant, input, column, namespaces);
    if (!nodes.has(node.id)) nodes.set(node.id, node);
    return node.id;
  };
  const rows = productNodeId(tenant, name, null);
  for (const input of product.inputs) edges.push({ from: from(input, null), to: rows, use: 'reads' });
  const add = (sources: LineageProduct['lineage']['rows'], to: string): void => {
    for (const { input: known, column, use, masked } of sources) {
      const input = inputs.get(known);
      if (input === undefined) continue;
      edges.push({ from: from(input, column), to, use, ...(masked === undefined ? {} : { masked }) });
    }
  };
  for (const column of product.columns) {
    const sources = Object.hasOwn(lineage.columns, column.name) ? lineage.columns[column.name] : undefined;
    add(sources ?? [], productNodeId(tenant, name, column.name));
  }
  add(lineage.rows, rows);
}

function inputNode(
  tenant: string,
  input: Input,
  column: string | null,
  namespaces: ReadonlyMap<string, string>,
): LineageNode {
  const known = column === null ? undefined : input.columns.find((one) => one.name === column);
  const { type, classification } = known ?? {};
  const about = {
    column,
    ...(type === undefined ? {} : { columnType: type }),
    ...(classification === undefined || classification === null ? {} : { classification }),
  };
  if (input.kind === 'product') {
    const name = input.product ?? input.name;
    const namespace = namespaces.get(productNodeId(tenant, name, null)) ?? '';
    return { id: productNodeId(tenant, name, column), kind: 'product', tenant, namespace, name, ...about };
  }
  const { connection: namespace = '', resource: name = input.name } = input;
  const id = `${tenant}/${namespace}/${name}${column === null ? '' : `.${column}`}`;
  return { id, kind: 'source', tenant, namespace, name, ...about };
}
