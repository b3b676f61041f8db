import { describe, expect, it } from 'vitest';
import { lineageGraph, type LineageProduct } from './lineage-graph.ts';
import { traceLineage, type LineageTrace } from './trace-lineage.ts';

const column = (name: string) => ({ name, type: 'varchar', nullable: true, classification: null });

/** Orders make days, days make months; another tenant has products of the same names. */
function productsOf(tenant: string): readonly LineageProduct[] {
  return [
    {
      tenant,
      namespace: 'sales',
      name: 'days',
      columns: [column('day'), column('region')],
      inputs: [
        {
          name: 'raw',
          kind: 'source',
          connection: 'db',
          resource: 'public.orders',
          columns: [column('region')],
          key: [],
        },
      ],
      lineage: {
        columns: {
          day: [{ input: 'raw', column: 'ordered_at', use: 'value' }],
          region: [{ input: 'raw', column: 'region', use: 'value', masked: 'md5' }],
        },
        rows: [{ input: 'raw', column: 'status', use: 'filter' }],
      },
    },
    {
      tenant,
      namespace: 'sales',
      name: 'months',
      columns: [column('month')],
      inputs: [{ name: 'd', kind: 'product', product: 'days', columns: [column('day')], key: [] }],
      lineage: { columns: { month: [{ input: 'd', column: 'day', use: 'aggregate' }] }, rows: [] },
    },
  ];
}

const graph = lineageGraph([...productsOf('acme-corp'), ...productsOf('globex-inc')]);
const arrows = ({ edges }: LineageTrace): readonly string[] =>
  edges.map(({ from, to, use, masked }) => `${from} ${use}${masked === undefined ? '' : `(${masked})`} ${to}`);

describe('lineage of a column', () => {
  it('up goes through products to the source, and nowhere else', () => {
    expect(arrows(traceLineage(graph, ['acme-corp/months.month'], ['up']))).toEqual([
      'acme-corp/db/public.orders.ordered_at value acme-corp/days.day',
      'acme-corp/days.day aggregate acme-corp/months.month',
    ]);
  });

  it('down ends in what is made from it last', () => {
    expect(arrows(traceLineage(graph, ['acme-corp/db/public.orders.status'], ['down']))).toEqual([
      'acme-corp/db/public.orders.status filter acme-corp/days',
      'acme-corp/days reads acme-corp/months',
    ]);
  });

  it('both ways does not turn round on the way', () => {
    const trace = traceLineage(graph, ['acme-corp/days.region'], ['up', 'down']);
    expect(arrows(trace)).toEqual(['acme-corp/db/public.orders.region value(md5) acme-corp/days.region']);
  });

  it('never leaves the tenant, whatever names are the same', () => {
    const starts = [...graph.nodes.keys()].filter((id) => id.startsWith('acme-corp/'));
    const { nodes } = traceLineage(graph, starts, ['up', 'down']);
    expect(new Set(nodes.map((node) => node.tenant))).toEqual(new Set(['acme-corp']));
    expect(nodes.length).toBe(starts.length);
  });
});

it('a source column that nobody declared is a node without a type', () => {
  expect(graph.nodes.get('acme-corp/db/public.orders.ordered_at')).toEqual({
    id: 'acme-corp/db/public.orders.ordered_at',
    kind: 'source',
    tenant: 'acme-corp',
    namespace: 'db',
    name: 'public.orders',
    column: 'ordered_at',
  });
});
