import type { LineageEdge, LineageNode, LineageTrace } from '@akili/compiler';
import { safeJson } from '../safe-json.ts';

const producer = 'https://www.npmjs.com/package/akili';
const spec = 'https://openlineage.io/spec';

/**
 * Lineage as OpenLineage job events (specification 2-0-2), one JSON object a line, one for each product that is made
 * from something. `eventTime` is when it was asked. Datasets are named `connection/resource` and `namespace.product`
 * in the namespace `akili://<tenant>`.
 */
export function* openLineage(trace: LineageTrace, eventTime: Date, version: string): Iterable<string> {
  const nodes = new Map(trace.nodes.map((node) => [node.id, node]));
  const made = new Map<string, LineageEdge[]>();
  for (const edge of trace.edges) {
    const to = nodes.get(edge.to);
    if (to === undefined) continue;
    const key = relationOf(to);
    made.set(key, [...(made.get(key) ?? []), edge]);
  }
  for (const [relation, edges] of [...made].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const columns = trace.nodes.filter((node) => relationOf(node) === relation);
    const [first] = columns;
    if (first !== undefined) yield `${safeJson(jobEvent(first, columns, edges, nodes, eventTime, version))}\n`;
  }
}

function relationOf({ kind, tenant, namespace, name }: LineageNode): string {
  return [kind, tenant, namespace, name].join('\0');
}

function datasetOf({ kind, tenant, namespace, name }: LineageNode) {
  return { namespace: `akili://${tenant}`, name: kind === 'source' ? `${namespace}/${name}` : `${namespace}.${name}` };
}

function jobEvent(
  product: LineageNode,
  columns: readonly LineageNode[],
  edges: readonly LineageEdge[],
  nodes: ReadonlyMap<string, LineageNode>,
  eventTime: Date,
  version: string,
) {
  const sources = edges.flatMap((edge) => nodes.get(edge.from) ?? []);
  const inputs = new Map(sources.map((node) => [relationOf(node), datasetOf(node)]));
  const facet = (name: string) => ({ _producer: `${producer}/v/${version}`, _schemaURL: `${spec}/facets/${name}` });
  const fields = columns.flatMap((node) => {
    const inputFields = inputFieldsOf(
      edges.filter((edge) => edge.to === node.id),
      nodes,
    );
    return node.column === null || inputFields.length === 0 ? [] : [[node.column, { inputFields }] as const];
  });
  const dataset = inputFieldsOf(
    edges.filter((edge) => nodes.get(edge.to)?.column === null),
    nodes,
  );
  const schema = columns.flatMap(({ column, columnType }) =>
    column === null ? [] : [{ name: column, type: columnType }],
  );
  return {
    eventTime: eventTime.toISOString(),
    producer: `${producer}/v/${version}`,
    schemaURL: `${spec}/2-0-2/OpenLineage.json#/$defs/JobEvent`,
    job: { ...datasetOf(product) },
    inputs: [...inputs.values()],
    outputs: [
      {
        ...datasetOf(product),
        facets: {
          schema: { ...facet('1-1-1/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet'), fields: schema },
          columnLineage: {
            ...facet('1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet'),
            fields: Object.fromEntries(fields),
            dataset,
          },
        },
      },
    ],
  };
}

function inputFieldsOf(edges: readonly LineageEdge[], nodes: ReadonlyMap<string, LineageNode>) {
  const fields = new Map<string, { readonly node: LineageNode; readonly edges: LineageEdge[] }>();
  for (const edge of edges) {
    const node = nodes.get(edge.from);
    if (node === undefined || node.column === null) continue;
    const known = fields.get(node.id) ?? { node, edges: [] };
    fields.set(node.id, { node, edges: [...known.edges, edge] });
  }
  return [...fields.values()].map(({ node, edges: uses }) => ({
    ...datasetOf(node),
    field: node.column,
    transformations: uses.map(transformationOf),
  }));
}

const subtypes: { readonly [use in LineageEdge['use']]: readonly [type: 'DIRECT' | 'INDIRECT', subtype: string] } = {
  value: ['DIRECT', 'TRANSFORMATION'],
  aggregate: ['DIRECT', 'AGGREGATION'],
  filter: ['INDIRECT', 'FILTER'],
  join: ['INDIRECT', 'JOIN'],
  group: ['INDIRECT', 'GROUP_BY'],
  order: ['INDIRECT', 'SORT'],
  window: ['INDIRECT', 'WINDOW'],
  reads: ['INDIRECT', 'FILTER'],
};

function transformationOf({ use, masked }: LineageEdge) {
  const [type, subtype] = subtypes[use];
  return { type, subtype, description: masked ?? '', masking: masked !== undefined };
}
