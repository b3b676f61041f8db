import { describe, expect, test } from 'vitest';
import { readManifests } from '../read-manifests.ts';
import { findMarked, product, snapshotWith, wholeFiles } from '../marked.fixture.ts';

const header = 'apiVersion: akili/v1\nkind: Tenant\nid: 6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d\nslug: acme-corp\n';
const tenant = 'tenants/acme-corp/tenant.yaml';
const connection = 'tenants/acme-corp/connections/orders-db.yaml';
const connectionHeader = 'apiVersion: akili/v1\nkind: Connection\nname: orders-db\nconnectorType: postgres\n';

describe('what the schema of a document finds', () => {
  test.each([
    ['SCH001', `${product}/compute.yaml`, 'compute:\n  engine: dagster\n  «colour»: red\n'],
    ['SCH001', `${product}/compute.yaml`, 'compute:\n  engine: dagster\n«extra»:\n  a: 1\n'],
    ['SCH002', `${product}/compute.yaml`, '«compute»:\n  retries: 1\n'],
    ['SCH002', `${product}/quality.yaml`, 'quality:\n  checks:\n    - «name»: a\n      sql: SELECT 1\n'],
    ['SCH003', `${product}/compute.yaml`, 'compute:\n  engine: dagster\n  retries: «two»\n'],
    ['SCH003', `${product}/compute.yaml`, 'compute:\n  engine: dagster\n  retries: «1.5»\n'],
    ['SCH003', `${product}/compute.yaml`, 'compute:\n  engine: dagster\n  «schedule»:\n'],
    ['SCH003', `${product}/compute.yaml`, '«- a\n- b»\n'],
    ['SCH003', `${product}/compute.yaml`, '«compute»:\n'],
    ['SCH004', `${product}/governance.yaml`, 'apiVersion: akili/v1\nkind: Governance\nclassification: «secret»\n'],
    ['SCH004', `${product}/inputs.yaml`, 'inputs:\n  - name: a\n    kind: «sorce»\n    connection: orders-db\n'],
    ['SCH004', tenant, `${header}displayName: Acme\nstatus: "«activ»"\n`],
    ['SCH005', tenant, `${header}displayName: Acme\nstatus: active\nquotas: { cpu: '«8 cores»' }\n`],
    ['SCH005', tenant, `${header.replace('acme-corp', '«acme--corp»')}displayName: Acme\nstatus: active\n`],
    [
      'SCH005',
      tenant,
      `${header.replace('6f1c', '«6F1C').replace('2c3d', '2c3d»')}displayName: Acme\nstatus: active\n`,
    ],
    ['SCH005', connection, `${connectionHeader}config: {}\ncredentials: «postgres://u:p@host/db»\n`],
    ['SCH005', tenant, `${header}displayName: Acme\nstatus: active\nvars: { «a-b»: 1 }\n`],
    ['SCH003', `${product}/compute.yaml`, 'compute:\n  engine: dagster\n  resources: { cpu: «.nan» }\n'],
    ['SCH005', `${product}/compute.yaml`, 'compute:\n  engine: dagster\n  resources: { memory: «2gi» }\n'],
    [
      'SCH007',
      `${product}/serving.yaml`,
      'serving:\n  modes:\n    - intent: lookup\n      config: { engine: postgresql, index_columns: [a, b, «a»] }\n',
    ],
    ['SCH006', `${product}/compute.yaml`, 'compute:\n  engine: dagster\n  retries: «-1»\n'],
    ['SCH006', `${product}/compute.yaml`, 'compute:\n  engine: dagster\n  timeout: «99999999»\n'],
    ['SCH006', `${product}/compute.yaml`, 'compute:\n  «engine»: ""\n'],
    ['SCH006', tenant, `${header}displayName: Acme\nstatus: active\nquotas: { memory: «-1» }\n`],
    ['SCH006', `${product}/output.yaml`, 'output:\n  columns: «[]»\n'],
    ['SCH007', tenant, `${header}displayName: Acme\nstatus: active\nteams: [sales, ops, «sales»]\n`],
    ['SCH008', `${product}/quality.yaml`, 'apiVersion: akili/v1\n«kind»: Quality\nmetadata: { name: x }\nchecks: []\n'],
    ['SCH008', `${product}/inputs.yaml`, 'apiVersion: akili/v1\n«kind»: Inputs\ninputs:\n  - id: x\n'],
    ['SCH009', `${product}/serving.yaml`, 'serving:\n  modes:\n    - intent: «realtime»\n      config: { ttl: 24h }\n'],
  ])('%s in %s', (code, path, text) => {
    const { found, expected } = findMarked(path, text, code);
    expect(found).toEqual(expected);
  });

  test.each(['1.0.0-rc.1', '1.0.0+build.5', '1.0.0-0.a-b+001', '0.0.0'])('%s is a version', (version) => {
    const text = wholeFiles[`${product}/product.yaml`]?.replace('1.0.0', version);
    expect(findMarked(`${product}/product.yaml`, text ?? '').found).toEqual([]);
  });

  test.each(['1.0', 'v1.0.0', '1.0.0-', '1.0.0-01', '1.0.0+', '01.0.0', '1.0.0.0', ' 1.0.0'])(
    'SCH005: %s is none',
    (version) => {
      const text = wholeFiles[`${product}/product.yaml`]?.replace('1.0.0', `«${version}»`);
      const { found, expected } = findMarked(`${product}/product.yaml`, text ?? '', 'SCH005');
      expect(found).toEqual(expected);
    },
  );

  test('a number that is none is called so', () => {
    const text = 'quality:\n  checks: [{ name: a, sql: s, severity: critical, threshold: .inf }]\n';
    const { findings } = readManifests(snapshotWith({ [`${product}/quality.yaml`]: text }));
    expect(findings.map(({ message }) => message)).toEqual([
      'This must be a number or a text, but it is infinite or not a number.',
    ]);
  });

  test('an item that is listed twice takes nothing but itself out', () => {
    const text =
      'serving:\n  modes:\n    - intent: lookup\n      config: { engine: postgresql, index_columns: [a, b, a] }\n';
    const { tree } = readManifests(snapshotWith({ [`${product}/serving.yaml`]: text }));
    const mode = tree.tenants[0]?.products[0]?.serving?.value.serving.modes[0];
    expect(mode?.config.index_columns).toEqual(['a', 'b', undefined]);
  });

  test('a misspelt key is one mistake: that the right one is missing follows from it', () => {
    const { found, expected } = findMarked(`${product}/compute.yaml`, 'compute:\n  «engin»: dagster\n', 'SCH001');
    expect(found).toEqual(expected);
    const { findings } = readManifests(snapshotWith({ [`${product}/compute.yaml`]: 'compute:\n  engin: dagster\n' }));
    expect(findings[0]?.help).toBe('Did you mean `engine`?');
  });

  test('a text or a mapping that is neither is one finding', () => {
    const text = `${connectionHeader}config: {}\nschema:\n  t:\n    columns: { a: bigint, b: «[1]», c: { type: date } }\n`;
    const { found, expected } = findMarked(connection, text, 'SCH003');
    expect(found).toEqual(expected);
  });

  test('all mistakes of a file are said at once, each at its own place', () => {
    const text =
      'inputs:\n  - name: «Orders»\n    kind: source\n    connection: «5»\n    resource: t\n    strategy: «cdd»\n  - «7»\n';
    const { found, expected } = findMarked(`${product}/inputs.yaml`, text, 'SCH005', 'SCH003', 'SCH004', 'SCH003');
    expect(found).toEqual(expected);
  });
});

describe('what is left of a document with mistakes', () => {
  const productOf = (path: string, text: string) =>
    readManifests(snapshotWith({ [`${product}/${path}`]: text })).tree.tenants[0]?.products[0];

  test('the list item with the mistake goes, the others keep their index', () => {
    const text =
      'quality:\n  checks:\n    - { name: A, sql: SELECT 1, severity: critical }\n    - { name: b, sql: SELECT 2, severity: warning }\n';
    const found = productOf('quality.yaml', text);
    expect(found?.quality?.value.quality.checks).toEqual([
      undefined,
      { name: 'b', sql: 'SELECT 2', severity: 'warning' },
    ]);
    expect(found?.broken).toEqual(['quality']);
  });

  test('an optional field with a mistake goes alone', () => {
    const found = productOf('compute.yaml', 'compute:\n  engine: dagster\n  retries: many\n  timeout: 60\n');
    expect(found?.compute?.value).toEqual({ compute: { engine: 'dagster', timeout: 60 } });
  });

  test('a mistake in what is required takes the document with it, and nothing else', () => {
    const found = productOf('compute.yaml', 'compute:\n  retries: 3\n');
    expect(found?.compute).toBeUndefined();
    expect(found?.broken).toEqual(['compute']);
    expect(found?.inputs?.value.inputs).toHaveLength(1);
  });

  test('a mode with an intent that is not supported goes, and nothing is said of its settings', () => {
    const text =
      'serving:\n  modes:\n    - intent: timeseries\n      config: { time_column: 5 }\n    - intent: lookup\n      config: { engine: postgresql }\n';
    expect(productOf('serving.yaml', text)?.serving?.value.serving.modes).toEqual([
      undefined,
      { intent: 'lookup', config: { engine: 'postgresql' } },
    ]);
  });
});
