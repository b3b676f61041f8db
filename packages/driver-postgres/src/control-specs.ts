import type { ColumnSpec } from './specs.ts';

/** A table of the schema `akili`, which all tenants share. `tenant_id` leads its key and is not among the columns. */
export type ControlSpec = {
  readonly table: string;
  readonly columns: readonly ColumnSpec[];
  /** After `tenant_id`. */
  readonly key: readonly string[];
};

/** What a tenant may do with its rows of the shared tables. */
export type ControlAccessSpec = {
  readonly tenantId: string;
  readonly tables: readonly string[];
  readonly owner: string;
  readonly reader: string;
};

const text = (name: string, nullable = false): ColumnSpec => ({ name, type: 'text', nullable });
const time = (name: string, nullable = false): ColumnSpec => ({ name, type: 'timestamp without time zone', nullable });
const id = (name: string): ColumnSpec => ({ name, type: 'uuid', nullable: false });

/** What is kept of each tenant: written by what runs its products, with the tenant's own login. Times are UTC. */
export const controlTables: readonly ControlSpec[] = [
  {
    table: 'connections',
    columns: [text('name'), text('connector_type'), text('status'), text('problem', true), time('checked_at')],
    key: ['name'],
  },
  {
    table: 'deployments',
    columns: [
      id('run_id'),
      text('product'),
      text('version'),
      text('status'),
      time('started_at'),
      time('ended_at', true),
    ],
    key: ['run_id', 'product'],
  },
  {
    table: 'products',
    columns: [text('namespace'), text('name'), text('version'), time('promoted_at', true)],
    key: ['name'],
  },
  {
    table: 'quality_results',
    columns: [
      ...[id('run_id'), text('product'), text('check_name'), text('severity'), text('status')],
      ...[text('value', true), text('threshold'), time('checked_at')],
    ],
    key: ['run_id', 'product', 'check_name'],
  },
];
