import { describe, expect, it } from 'vitest';
import type { ApplyReport } from '@akili/apply';
import type { Diagnostic } from '@akili/diagnostics';
import type { Compilation } from '@akili/model';
import type { Change, Plan } from '@akili/plan';
import { formats, type Document, type RenderContext } from './document.ts';
import { plainPalette } from './palette.ts';
import { render } from './render.ts';

const folder = 'tenants/acme-corp/products/daily_revenue';
const transform = "SELECT o.region,\n\tSUM(o.amount) AS 売上 FROM {{ ref('orderz') }} o\n";
const context: RenderContext = {
  palette: plainPalette,
  sourceOf: (file) => (file === `${folder}/transform.sql` ? transform : undefined),
  version: '9.9.9',
};

const unknownInput: Diagnostic = {
  code: 'REF101',
  severity: 'error',
  title: 'Unknown input',
  message: 'There is no input `orderz` in this product.',
  help: 'Did you mean `orders`?',
  tenant: 'acme-corp',
  product: 'daily_revenue',
  file: `${folder}/transform.sql`,
  range: { start: { line: 2, column: 40 }, end: { line: 2, column: 46 } },
  related: [{ file: `${folder}/inputs.yaml`, range: at(1, 1, 7), message: 'inputs are declared here' }],
};
const hostile: Diagnostic = {
  code: 'YML201',
  severity: 'warning',
  title: 'Odd name',
  message: 'Name `\u001b]0;owned\u0007\u202etxt` says\n::error::fake @octocat #1 | <b>x</b> ##[group]y, 100%',
  file: 'tenants/acme-corp/a,b:c.yaml',
};

function at(line: number, from: number, to: number): NonNullable<Diagnostic['range']> {
  return { start: { line, column: from }, end: { line, column: to } };
}

const compilation: Compilation = {
  formatVersion: 1,
  digest: 'sha256:00',
  environment: 'local',
  tenants: [],
  products: [
    {
      tenant: 'acme-corp',
      namespace: 'sales',
      name: 'daily_revenue',
      version: '1.0.0',
      archetype: 'source',
      description: 'x',
      owner: 'o@acme',
      tags: [],
      folder,
      columns: [
        { name: 'date', type: 'timestamp', nullable: false, classification: null },
        { name: 'gross_revenue', type: 'decimal(38,2)', nullable: true, classification: 'confidential' },
      ],
      key: ['date'],
      keyOrigin: 'group_by',
      inputs: [{ name: 'orders', kind: 'source', columns: [], key: [] }],
      sql: { duckdb: 'SELECT 1\nFROM x', starrocks: { refused: 'SQL310', message: 'no PIVOT there' } },
      checks: [{ name: 'no_null_dates', severity: 'critical', threshold: '0', sql: { duckdb: 'SELECT 0' } }],
      serving: [],
      governance: { classification: 'confidential', access: [], compliance: [] },
      compute: { engine: 'dagster', retries: 0, tags: [] },
      lineage: { columns: {}, rows: [] },
      origin: { file: `${folder}/product.yaml`, range: at(2, 9, 22) },
    },
  ],
  diagnostics: [],
};

const created: Change = {
  address: 'acme-corp/events.topic/acme-corp.daily_revenue.data.available',
  tenant: 'acme-corp',
  op: 'create',
  reason: 'not there yet',
  risk: 'safe',
  origin: { file: `${folder}/product.yaml`, range: at(2, 9, 22) },
  before: null,
  after: { partitions: 3 },
  fingerprint: 'absent',
  steps: [],
};
const step = { address: created.address, op: 'create', risk: 'safe', credential: 'tenant', request: {} } as const;
const create: Change = {
  ...created,
  steps: [{ ...step, id: `${created.address}#1`, summary: 'create the topic', after: [] }],
};
const address = 'acme-corp/lookup.table/tenant_acme_corp__sales.daily_revenue';
const replace: Change = {
  ...created,
  address,
  op: 'replace',
  reason: 'columns changed: - region\u001b[2J',
  risk: 'destructive',
  before: { columns: [{ name: 'region' }], rls: true, owner: 'a' },
  after: { columns: [{ name: 'region' }, { name: 'day' }], rls: false, comment: 'c' },
  steps: [
    { ...step, address, op: 'replace', risk: 'destructive', id: `${address}#1`, summary: 'build it anew', after: [] },
  ],
};
const summary = { create: 1, update: 0, replace: 1, delete: 0, unchanged: 7 };
const plan: Plan = {
  formatVersion: 1,
  digest: 'sha256:11',
  environment: 'local',
  basis: 'live',
  commit: null,
  scope: {},
  tenants: [
    { tenant: 'acme-corp', tenantId: 'id', inputDigest: 'sha256:22', stateSerial: 3, status: 'active', summary },
  ],
  summary,
  changes: [create, replace],
  isolation: {
    holds: true,
    statements: [{ id: 'addresses-in-tenant', tenant: 'acme-corp', holds: true, evidence: '9 of 9' }],
    notProved: ['Live grants are not probed.'],
    violations: [],
  },
  credentials: [{ tenant: 'acme-corp', reference: 'env:AKILI_ACME_CORP__LOOKUP' }],
  diagnostics: [hostile],
  signature: null,
};
const report: ApplyReport = {
  formatVersion: 1,
  planDigest: 'sha256:11',
  environment: 'local',
  summary: { applied: 1, failed: 1, pending: 1 },
  steps: [
    { id: `${created.address}#1`, address: created.address, status: 'applied', durationMs: 12 },
    { id: `${address}#1`, address, status: 'failed', durationMs: 3, diagnostic: unknownInput },
    { id: `${address}#2`, address, status: 'pending', durationMs: 0 },
  ],
};

const dailyRevenue = { kind: 'product', tenant: 'acme-corp', namespace: 'sales', name: 'daily_revenue' } as const;
const orders = { kind: 'source', tenant: 'acme-corp', namespace: 'db', name: 'public.orders' } as const;

const documents: { readonly [name: string]: Document } = {
  validation: {
    kind: 'validation',
    diagnostics: [unknownInput, hostile],
    summary: { errors: 1, warnings: 1, tenants: 2, products: 2 },
  },
  compilation: { kind: 'compilation', compilation, withSql: true },
  plan: { kind: 'plan', plan },
  drift: {
    kind: 'drift',
    plan: { ...plan, diagnostics: [], changes: [{ ...replace, op: 'delete', class: 'foreign', steps: [] }] },
  },
  'no-changes': {
    kind: 'plan',
    plan: { ...plan, basis: 'offline', changes: [], diagnostics: [], summary: { ...summary, create: 0, replace: 0 } },
  },
  apply: { kind: 'apply', report },
  lineage: {
    kind: 'lineage',
    trace: {
      formatVersion: 1,
      directions: ['up', 'down'],
      starts: ['acme-corp/daily_revenue', 'acme-corp/daily_revenue.region'],
      nodes: [
        { ...dailyRevenue, id: 'acme-corp/daily_revenue', column: null },
        { ...dailyRevenue, id: 'acme-corp/daily_revenue.region', column: 'region', columnType: 'varchar' },
        { ...orders, id: 'acme-corp/db/public.orders', column: null },
        {
          ...orders,
          id: 'acme-corp/db/public.orders.re"gion\u001b[2J',
          column: 're"gion\u001b[2J',
          columnType: 'varchar',
          classification: 'restricted',
        },
      ],
      edges: [
        { from: 'acme-corp/db/public.orders', to: 'acme-corp/daily_revenue', use: 'reads' },
        {
          from: 'acme-corp/db/public.orders.re"gion\u001b[2J',
          to: 'acme-corp/daily_revenue.region',
          use: 'aggregate',
          masked: 'md5',
        },
      ],
    },
    leftOut: ['acme-corp/broken_one'],
  },
  record: {
    kind: 'list',
    layout: 'record',
    columns: ['slug', 'displayName', 'steward', 'teams'],
    items: [{ slug: 'acme-corp', displayName: 'Acme \u001b[2J', teams: ['sales'] }],
  },
  written: {
    kind: 'written',
    files: [
      { path: `${folder}/product.yaml`, op: 'create' },
      { path: `${folder}/a\u001b[2J.yaml`, op: 'update' },
      { path: `${folder}/output.yaml`, op: 'delete' },
    ],
    notes: ['Fill in `resource` | <b>columns</b>.'],
    plan: { ...plan, basis: 'offline' },
  },
  'written-before-apply': { kind: 'written', files: [{ path: `${folder}/product.yaml`, op: 'update' }], notes: [] },
  list: { kind: 'list', columns: ['code', 'title'], items: [{ code: 'REF101', title: 'Unknown | input' }] },
};

describe.each(Object.keys(documents))('%s', (name) => {
  it.each(formats)('as %s is the golden text', async (format) => {
    const output = [...render(documents[name] as Document, format, context)].join('');
    await expect(output).toMatchFileSnapshot(`golden/${name}.${format}.golden`);
  });

  it.each(['json', 'sarif'] as const)('as %s is JSON', (format) => {
    const output = [...render(documents[name] as Document, format, context)].join('');
    expect(() => JSON.parse(output) as unknown).not.toThrow();
  });
});

it('as JSON a plan is the plan, whole', () => {
  expect(JSON.parse([...render({ kind: 'plan', plan }, 'json', context)].join(''))).toStrictEqual(plan);
});
