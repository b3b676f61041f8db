import type { CompiledProduct, CompiledTenant } from '@akili/model';
import { column, globexInc, lowerInput, product, weeklySummary, type DriverSample } from '@akili/testkit';
import { controlAccessKind, controlKind } from '../kinds.ts';
import { lower } from '../lower.ts';
import { serverUrl } from './server.ts';

/** Globex as the seed has it: one lookup product, read by one team. */
export const globex: CompiledTenant = {
  ...globexInc,
  teams: ['compliance', 'finance-engineering'],
  quotas: { connections: 20 },
};

export const transactions: CompiledProduct = {
  ...weeklySummary,
  columns: [
    column('week_start', 'timestamp'),
    { ...column('transaction_count', 'bigint'), nullable: false },
    column('net_flow', 'decimal(18,2)'),
    column('counterparty', 'varchar'),
    column('note', 'varchar'),
  ],
  key: ['week_start'],
  serving: weeklySummary.serving.map((mode) => ({ ...mode, indexes: [['counterparty'], ['week_start', 'note']] })),
  governance: { ...weeklySummary.governance, access: [{ team: 'compliance', role: 'viewer' }] },
};

/** Acme with a lookup product of the same name as Globex', so that a mix-up would show. */
export const revenue: CompiledProduct = {
  ...transactions,
  ...product('acme-corp', 'finance', 'weekly_transaction_summary'),
  columns: transactions.columns,
  key: transactions.key,
  serving: transactions.serving,
};

/** What the tests want of these products: with logins where they run on a server. */
export const lowered = (tenant: CompiledTenant, ...products: readonly CompiledProduct[]) => {
  const input = lowerInput([tenant], products);
  // The shared tables are the platform's, and not to be dropped under another tenant's feet: they have tests of their own.
  return lower({ ...input, environment: { ...input.environment, embedded: serverUrl === undefined } }).filter(
    ({ kind }) => kind !== controlKind && kind !== controlAccessKind,
  );
};

export const samples: readonly DriverSample[] = [
  {
    name: 'columns, keys, indexes, teams and namespaces come, go and change',
    desired: lowered(globex, transactions, {
      ...product('globex-inc', 'risk', 'exposure'),
      serving: transactions.serving.map((mode) => ({ ...mode, indexes: [] })),
    }),
    changed: lowered(
      { ...globex, quotas: { connections: 5 } },
      {
        ...transactions,
        columns: [
          column('week_start', 'timestamp'),
          // Nullable now, added, widened without and with a rewrite, narrowed, replaced.
          column('transaction_count', 'decimal(20,0)'),
          column('net_flow', 'decimal(24,2)'),
          { ...column('counterparty', 'array(varchar)'), nullable: false },
          { ...column('region', 'varchar'), nullable: false },
          column('currency', 'varchar'),
        ],
        key: ['week_start', 'currency'],
        serving: transactions.serving.map((mode) => ({ ...mode, indexes: [['counterparty'], ['region']] })),
        governance: {
          ...transactions.governance,
          access: [
            { team: 'compliance', role: 'editor' },
            { team: 'finance-engineering', role: 'owner' },
          ],
        },
      },
    ),
  },
  {
    name: 'every canonical type, and a product without a key',
    desired: lowered(globex, {
      ...transactions,
      key: [],
      columns: [
        ...['boolean', 'integer', 'bigint', 'float', 'double', 'decimal(38,0)', 'varchar', 'date', 'timestamp'],
        ...['uuid', 'json', 'blob', 'array(decimal(18,2))', 'array(array(json))', 'array(timestamp)'],
      ].map((type, index) => column(`c${index}`, type)),
      serving: transactions.serving.map((mode) => ({ ...mode, indexes: [] })),
    }),
    changed: lowered(
      { ...globex, status: 'archived' },
      {
        ...transactions,
        key: ['Order "quoted"'],
        columns: [column('Order "quoted"', 'varchar'), column('select', 'integer')],
        serving: transactions.serving.map((mode) => ({ ...mode, indexes: [['select']] })),
      },
    ),
  },
];
