import { describe, expect, test } from 'vitest';
import type { Finding } from '@akili/diagnostics';
import { createLocator, readManifests } from '@akili/manifest';
import type { Repository } from '@akili/model';
import { bind } from './bind.ts';

const tenant = 'tenants/acme-corp/tenant.yaml';
const connection = 'tenants/acme-corp/connections/orders-db.yaml';
const product = 'tenants/acme-corp/products/revenue';

const whole: { readonly [path: string]: string } = {
  'akili.yaml': 'apiVersion: akili/v1\nkind: Platform\nenvironments:\n  local: { embedded: true }\n',
  [tenant]:
    'apiVersion: akili/v1\nkind: Tenant\nid: 6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d\nslug: acme-corp\ndisplayName: Acme\nstatus: suspended\nteams: [sales]\nquotas: { products: 3, cpu: 1.5, memory: 2Gi, storage: 5G }\ncredentials: { lookup: "vault:akili/acme-corp/lookup#value" }\nvars: { currency: EUR, year: 2026 }\n',
  [connection]:
    'apiVersion: akili/v1\nkind: Connection\nname: orders-db\nconnectorType: postgres\nconfig: { port: 5433 }\nschema:\n  public.orders:\n    columns:\n      order_id: bigint\n      amount: { type: "decimal(18,2)", nullable: false, classification: restricted }\n      note: varchar\n    primary_key: [order_id]\n',
  [`${product}/product.yaml`]:
    'product:\n  name: revenue\n  namespace: sales\n  version: "1.2.0"\n  archetype: source\n  description: Revenue.\n  owner: data@acme-corp.com\n  tags: [daily]\n  vars: { year: 2025 }\n',
  [`${product}/inputs.yaml`]:
    'inputs:\n  - name: orders\n    kind: source\n    connection: orders-db\n    resource: public.orders\n    strategy: cdc\n    cursor_field: updated_at\n    columns:\n      - order_id\n      - { name: amount, type: "decimal(9,2)", nullable: true }\n  - { name: rates, kind: product, product: fx_rates, version: "^1.0.0" }\n',
  [`${product}/transform.sql`]: 'SELECT 1 AS one\n',
  [`${product}/quality.yaml`]:
    'quality:\n  checks:\n    - { name: share, sql: "SELECT 1", severity: warning, threshold: 0.05 }\n',
  [`${product}/serving.yaml`]:
    'serving:\n  modes:\n    - intent: analytics\n      config:\n        engine: starrocks\n        refresh_interval: 90m\n        indexes: [{ columns: [one], type: sort_key }]\n',
  [`${product}/governance.yaml`]:
    'apiVersion: akili/v1\nkind: Governance\nclassification: internal\naccess:\n  - { team: sales, role: viewer }\n',
  [`${product}/compute.yaml`]: 'compute:\n  engine: dagster\n  resources: { cpu: 250m, memory: 512Mi }\n  retries: 2\n',
  [`${product}/output.yaml`]:
    'output:\n  columns:\n    - { name: one, type: bigint, primary_key: true }\n    - { name: two, type: array(varchar) }\n  keys: [[one, two]]\n',
};

function bound(changes: { readonly [path: string]: string | undefined } = {}): {
  readonly value: Repository;
  readonly found: readonly string[];
} {
  const files = Object.entries({ ...whole, ...changes })
    .flatMap(([path, text]) => (text === undefined ? [] : [{ path, text }]))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const snapshot = { files, findings: [] };
  const { value, findings } = bind(readManifests(snapshot).tree);
  const locate = createLocator(snapshot);
  const write = ({ code, place }: Finding): string => {
    const { file, range } = place === undefined ? { file: '-', range: undefined } : locate(place);
    return `${code} ${file.replace(`${product}/`, '')} ${range?.start.line}:${range?.start.column}-${range?.end.column}`;
  };
  return { value, found: findings.map(write) };
}

describe('a whole repository', () => {
  const { value, found } = bound();
  const acme = value.tenants[0];
  const revenue = acme?.products[0];

  test('binds without a word', () => {
    expect(found).toEqual([]);
    expect(revenue?.broken).toBeUndefined();
  });

  test('gives every engine role of an embedded environment its driver', () => {
    const engines = Object.values(value.platform.environments[0]?.engines ?? {}).map((one) => [one.role, one.driver]);
    expect(engines).toEqual([
      ['analytics', 'duckdb'],
      ['lookup', 'postgres'],
      ['objects', 'local'],
      ['events', 'local'],
      ['compute', 'local'],
    ]);
    expect(value.platform.defaultEnvironment).toBe('local');
  });

  test('turns quantities into numbers', () => {
    expect(acme?.quotas).toEqual({
      products: 3,
      cpuMillis: 1500,
      memoryBytes: 2_147_483_648,
      storageBytes: 5_000_000_000,
    });
    expect(revenue?.compute).toMatchObject({ cpuMillis: 250, memoryBytes: 536_870_912, retries: 2 });
    expect(revenue?.serving[0]).toMatchObject({ refreshInterval: 5400, cacheTtl: undefined, materialized: false });
  });

  test('fills in the credentials that the convention gives', () => {
    expect(acme?.credentials).toEqual({
      analytics: 'env:AKILI_ACME_CORP__ANALYTICS',
      lookup: 'vault:akili/acme-corp/lookup#value',
      objects: 'env:AKILI_ACME_CORP__OBJECTS',
      events: 'env:AKILI_ACME_CORP__EVENTS',
      compute: 'env:AKILI_ACME_CORP__COMPUTE',
    });
  });

  test('knows that key columns are never null', () => {
    expect(acme?.connections[0]?.tables[0]?.columns).toEqual([
      { name: 'order_id', type: { kind: 'bigint' }, nullable: false },
      {
        name: 'amount',
        type: { kind: 'decimal', precision: 18, scale: 2 },
        nullable: false,
        classification: 'restricted',
      },
      { name: 'note', type: { kind: 'varchar' }, nullable: true },
    ]);
    expect(revenue?.output?.columns.map((column) => [column.name, column.nullable])).toEqual([
      ['one', false],
      ['two', true],
    ]);
    expect(revenue?.output?.keys).toEqual([['one', 'two']]);
  });

  test.each([
    ['cpu: 250m, memory: 1Ei', 250, 2 ** 60],
    ['cpu: 0.0001, memory: 1m', 1, 1],
    ['cpu: 1e0, memory: "129e6"', 1000, 129_000_000],
    ['cpu: "1.5", memory: 128974848000m', 1500, 128_974_848],
    ['cpu: 2, memory: 1.5k', 2000, 1500],
  ])('reads %s as Kubernetes does', (resources, cpuMillis, memoryBytes) => {
    const text = `compute:\n  engine: dagster\n  resources: { ${resources} }\n`;
    const changed = bound({ [`${product}/compute.yaml`]: text }).value.tenants[0]?.products[0];
    expect(changed?.compute).toMatchObject({ cpuMillis, memoryBytes });
  });

  test('keeps inputs of both kinds with their places', () => {
    expect(revenue?.inputs).toMatchObject([
      { kind: 'source', name: 'orders', cursorField: 'updated_at', place: { path: ['inputs', 0] } },
      { kind: 'product', name: 'rates', product: 'fx_rates', version: '^1.0.0', place: { path: ['inputs', 1] } },
    ]);
    const orders = revenue?.inputs[0];
    expect(orders?.kind === 'source' && orders.columns).toMatchObject([
      { name: 'order_id', type: undefined, place: { path: ['inputs', 0, 'columns', 0] } },
      { name: 'amount', type: { precision: 9 }, nullable: true, place: { path: ['inputs', 0, 'columns', 1, 'name'] } },
    ]);
  });

  test('keeps the rest as it is written', () => {
    expect(acme).toMatchObject({ status: 'suspended', teams: ['sales'], vars: { currency: 'EUR', year: 2026 } });
    expect(acme?.connections[0]?.config).toEqual({ port: 5433 });
    expect(revenue).toMatchObject({ namespace: 'sales', version: '1.2.0', tags: ['daily'], vars: { year: 2025 } });
    expect(revenue?.governance).toMatchObject({ classification: 'internal', access: [{ team: 'sales' }] });
    expect(revenue?.transform).toEqual({ text: 'SELECT 1 AS one\n', place: { file: `${product}/transform.sql` } });
  });
});

describe('the threshold of a check', () => {
  const threshold = (written: string) =>
    bound({
      [`${product}/quality.yaml`]: `quality:\n  checks:\n    - { name: a, sql: s, severity: warning, threshold: ${written} }\n`,
    });

  test.each([
    ['0.1', '0.1'],
    ['1e3', '1000'],
    ['1.50', '1.5'],
    ['-0', '0'],
    ['0x10', '16'],
    ['12345678901234567890.123', '12345678901234567890.123'],
    ['"0.30000000000000000000001"', '0.30000000000000000000001'],
  ])('%s keeps its digits', (written, expected) => {
    expect(threshold(written).value.tenants[0]?.products[0]?.checks[0]?.threshold).toBe(expected);
  });

  test.each(['1e99', '1e-99'])('SCH005: %s is none', (written) => {
    const { found, value } = threshold(written);
    expect(found).toEqual([`SCH005 quality.yaml 3:56-${56 + written.length}`]);
    expect(value.tenants[0]?.products[0]?.broken).toEqual(['quality']);
  });

  test.each(['.inf', '.nan', '1e999999999'])('%s is left to the schema, which refuses it', (written) => {
    const { found, value } = threshold(written);
    expect(found).toEqual([]);
    expect(value.tenants[0]?.products[0]?.broken).toEqual(['quality']);
  });

  test('is 0 where none is written', () => {
    const text = 'quality:\n  checks: [{ name: a, sql: s, severity: critical }]\n';
    const { value } = bound({ [`${product}/quality.yaml`]: text });
    expect(value.tenants[0]?.products[0]?.checks[0]?.threshold).toBe('0');
  });
});

describe('what only binding can find', () => {
  test('SCH010: a type that is none, with the one that was meant', () => {
    const text = whole[connection]?.replace('note: varchar', 'note: string').replace('bigint', 'bigin');
    const { found, value } = bound({ [connection]: text });
    expect(found).toEqual([`SCH010 ${connection} 9:17-22`, `SCH010 ${connection} 11:13-19`]);
    expect(value.tenants[0]?.connections[0]).toMatchObject({
      broken: true,
      tables: [{ columns: [{ name: 'amount' }] }],
    });
  });

  test('SCH010: a type in a mapping, in inputs and in the output', () => {
    const { found } = bound({
      [`${product}/inputs.yaml`]: whole[`${product}/inputs.yaml`]?.replace('decimal(9,2)', 'decimal(99,2)'),
      [`${product}/output.yaml`]: whole[`${product}/output.yaml`]?.replace('array(varchar)', 'array(text)'),
    });
    expect(found).toEqual(['SCH010 inputs.yaml 10:32-45', 'SCH010 output.yaml 4:26-37']);
  });

  test('SCH007: an output column that is there already, whatever its case', () => {
    const text =
      'output:\n  columns:\n    - { name: one, type: bigint }\n    - { name: One, type: bigint }\n    - { name: two, type: bigint }\n';
    const { found, value } = bound({ [`${product}/output.yaml`]: text });
    expect(found).toEqual(['SCH007 output.yaml 4:15-18']);
    expect(value.tenants[0]?.products[0]).toMatchObject({ broken: ['output'], output: { columns: [{}, {}] } });
  });

  test('TNT101: a slug that is not the folder, and the folder says whose it is', () => {
    const { found, value } = bound({ [tenant]: whole[tenant]?.replace('slug: acme-corp', 'slug: globex-inc') });
    expect(found).toEqual([`TNT101 ${tenant} 4:7-17`]);
    expect(value.tenants.map(({ slug }) => slug)).toEqual(['acme-corp']);
    expect(value.tenants[0]?.credentials).toMatchObject({ objects: 'env:AKILI_ACME_CORP__OBJECTS' });
  });

  test('SCH011: a variable that would lose digits', () => {
    const text = whole[tenant]?.replace('year: 2026', 'year: 12345678901234567890');
    const { found, value } = bound({ [tenant]: text });
    expect(found).toEqual([`SCH011 ${tenant} 10:30-50`]);
    expect(value.tenants[0]).toMatchObject({ broken: true, vars: { currency: 'EUR' } });
  });

  test('SCH104: an embedded environment with an engine of its own', () => {
    const text =
      'apiVersion: akili/v1\nkind: Platform\nenvironments:\n  local:\n    embedded: true\n    lookup: { driver: postgres }\n';
    expect(bound({ 'akili.yaml': text }).found).toEqual(['SCH104 akili.yaml 6:5-11']);
  });

  test('SCH105: a default environment that is not there', () => {
    const text =
      'apiVersion: akili/v1\nkind: Platform\ndefaults: { environment: locale }\nenvironments:\n  local: { embedded: true }\n';
    expect(bound({ 'akili.yaml': text }).found).toEqual(['SCH105 akili.yaml 3:26-32']);
  });
});

describe('an environment of servers', () => {
  test('binds each role with its settings and without its secrets', () => {
    const text =
      'apiVersion: akili/v1\nkind: Platform\ndefaults: { environment: production }\nenvironments:\n  production:\n    analytics: { driver: starrocks, host: sr, port: 9030, iceberg: { uri: "http://c:8181" }, credentials: "env:A" }\n    events: { driver: kafka, brokers: ["rp-0:9092"], partitions: 3 }\n    state: { store: s3 }\n    vars: { currency: EUR }\ncredentials:\n  allow: { acme-corp: ["vault:akili/acme-corp/"] }\n';
    const { value, found } = bound({ 'akili.yaml': text });
    expect(found).toEqual([]);
    expect(value.platform).toMatchObject({
      defaultEnvironment: 'production',
      allowedCredentials: { 'acme-corp': ['vault:akili/acme-corp/'] },
    });
    const [production] = value.platform.environments;
    expect(production).toMatchObject({ embedded: false, state: { store: 's3' }, vars: { currency: 'EUR' } });
    expect(production?.engines.analytics).toEqual({
      role: 'analytics',
      driver: 'starrocks',
      settings: { host: 'sr', port: 9030, iceberg: { uri: 'http://c:8181' } },
      credentials: 'env:A',
      place: { file: 'akili.yaml', path: ['environments', 'production', 'analytics'] },
    });
    expect(production?.engines.events?.settings).toEqual({ brokers: ['rp-0:9092'], partitions: 3 });
    expect(production?.engines.lookup).toBeUndefined();
  });
});

describe('a repository with broken files', () => {
  test('without akili.yaml is checked against the embedded environment', () => {
    const { platform } = bound({ 'akili.yaml': undefined }).value;
    expect(platform).toMatchObject({ broken: true, environments: [{ name: 'local', embedded: true }] });
  });

  test('knows a tenant by its folder, and everything else that it has', () => {
    const acme = bound({ [tenant]: '[' }).value.tenants[0];
    expect(acme).toMatchObject({ slug: 'acme-corp', id: '', broken: true, connections: [{ name: 'orders-db' }] });
    expect(acme?.products[0]?.broken).toBeUndefined();
  });

  test('knows a connection by its file', () => {
    const acme = bound({ [connection]: 'x: [' }).value.tenants[0];
    expect(acme?.connections).toMatchObject([{ name: 'orders-db', broken: true, tables: [] }]);
  });

  test('knows a product by its folder, with what the other files say', () => {
    const revenue = bound({ [`${product}/product.yaml`]: 'product: 1\n' }).value.tenants[0]?.products[0];
    expect(revenue).toMatchObject({ name: 'revenue', namespace: '', broken: ['product'], checks: [{ name: 'share' }] });
  });
});
