import { fileTooLarge } from '@akili/diagnostics';
import { describe, expect, test } from 'vitest';
import { findingsOf, product, snapshotWith, wholeFiles } from './marked.fixture.ts';
import { readManifests } from './read-manifests.ts';

const after = '3:3-3:10';

describe('a repository', () => {
  test('that is whole reads without a word', () => {
    expect(findingsOf(snapshotWith({}))).toEqual([]);
  });

  test('FS101: without akili.yaml is none, but its tenants are read all the same', () => {
    const snapshot = snapshotWith({ 'akili.yaml': undefined, [`${product}/compute.yaml`]: 'compute:\n' });
    expect(findingsOf(snapshot)).toEqual(['FS101 -', `SCH003 ${product}/compute.yaml 1:1-1:8`]);
  });

  test('SCH101: says which required files a product lacks, at its name', () => {
    const snapshot = snapshotWith({
      [`${product}/inputs.yaml`]: undefined,
      [`${product}/transform.sql`]: undefined,
      [`${product}/governance.yaml`]: undefined,
      [`${product}/compute.yaml`]: undefined,
    });
    expect(findingsOf(snapshot)).toEqual(Array.from({ length: 4 }, () => `SCH101 ${product}/product.yaml 2:9-2:16`));
    expect(readManifests(snapshot).tree.tenants[0]?.products[0]?.broken).toEqual([
      'inputs',
      'transform',
      'governance',
      'compute',
    ]);
  });

  test('SCH101: says that a tenant lacks its manifest', () => {
    const snapshot = snapshotWith({ 'tenants/acme-corp/tenant.yaml': undefined });
    expect(findingsOf(snapshot)).toEqual(['SCH101 tenants/acme-corp']);
  });

  test('does not miss what the snapshot says it could not read', () => {
    const file = `${product}/governance.yaml`;
    const tooLarge = fileTooLarge.at({ file }, { bytes: 9, limit: 1 });
    expect(findingsOf(snapshotWith({ [file]: undefined }, [tooLarge]))).toEqual([]);
  });

  test('FS012: a manifest ending in .yml is one mistake, not two', () => {
    const file = `${product}/governance`;
    const text = 'apiVersion: akili/v1\nkind: Governance\nclassification: internal\n';
    expect(findingsOf(snapshotWith({ [`${file}.yaml`]: undefined, [`${file}.yml`]: text }))).toEqual([
      `FS012 ${file}.yml`,
    ]);
  });

  test('SCH102: says once that a folder has no product', () => {
    const folder = 'tenants/acme-corp/products/eu/lost';
    const snapshot = snapshotWith({
      [`${folder}/inputs.yaml`]: 'inputs: []\n',
      [`${folder}/compute.yaml`]: 'compute: {}\n',
      [`${folder}/logic/transform.sql`]: 'SELECT 1',
    });
    expect(findingsOf(snapshot)).toEqual([`SCH102 ${folder}/compute.yaml`]);
  });

  test('SCH103: says that a product has two transforms', () => {
    const snapshot = snapshotWith({ [`${product}/logic/transform.sql`]: 'SELECT 2' });
    expect(findingsOf(snapshot)).toEqual([`SCH103 ${product}/transform.sql`]);
    const read = readManifests(snapshot).tree.tenants[0]?.products[0];
    expect([read?.transform, read?.broken]).toEqual([undefined, ['transform']]);
  });

  test('knows a connection that could not be read, by its file', () => {
    const file = 'tenants/acme-corp/connections/orders-db.yaml';
    const tooLarge = fileTooLarge.at({ file }, { bytes: 9, limit: 1 });
    const { tree } = readManifests(snapshotWith({ [file]: undefined }, [tooLarge]));
    expect(tree.tenants[0]?.connections).toEqual([{ name: 'orders-db', file }]);
  });

  test('FS012: knows a connection that ends in .yml', () => {
    const file = 'tenants/acme-corp/connections/orders-db';
    const { tree } = readManifests(snapshotWith({ [`${file}.yaml`]: undefined, [`${file}.yml`]: 'a: 1\n' }));
    expect(tree.tenants[0]?.connections).toEqual([{ name: 'orders-db', file: `${file}.yaml` }]);
  });

  test('reads the other files of a product whose product.yaml could not be read', () => {
    const file = `${product}/product.yaml`;
    const tooLarge = fileTooLarge.at({ file }, { bytes: 9, limit: 1 });
    const snapshot = snapshotWith({ [file]: undefined, [`${product}/compute.yaml`]: 'compute:\n' }, [tooLarge]);
    expect(findingsOf(snapshot)).toEqual([`SCH003 ${product}/compute.yaml 1:1-1:8`]);
    expect(readManifests(snapshot).tree.tenants[0]?.products).toMatchObject([
      { folder: product, broken: ['compute', 'product'] },
    ]);
  });

  test('a folder of products may be called tests or fixtures', () => {
    const folder = 'tenants/acme-corp/products/tests/fixtures';
    const files = ['inputs.yaml', 'governance.yaml', 'compute.yaml', 'transform.sql', 'product.yaml'];
    const copies = files.map((name) => [`${folder}/${name}`, wholeFiles[`${product}/${name}`]]);
    const snapshot = snapshotWith(Object.fromEntries(copies));
    expect(findingsOf(snapshot)).toEqual([]);
    expect(readManifests(snapshot).tree.tenants[0]?.products.map((one) => one.folder)).toEqual([product, folder]);
  });

  test('SCH201: says that policies are not read, but nothing about their README', () => {
    expect(findingsOf(snapshotWith({ 'policies/names.yaml': 'a: 1\n' }))).toEqual(['SCH201 policies/names.yaml']);
    expect(findingsOf(snapshotWith({ 'policies/README.md': '# Policies\n' }))).toEqual([]);
  });

  test('SCH202: says which files have no effect, with the name that was meant', () => {
    const snapshot = snapshotWith({ [`${product}/qualty.yaml`]: 'a: 1\n', 'tenants/acme-corp/tenants.yaml': 'a: 1\n' });
    expect(findingsOf(snapshot)).toEqual([`SCH202 ${product}/qualty.yaml`, 'SCH202 tenants/acme-corp/tenants.yaml']);
    const help = readManifests(snapshot).findings.map((finding) => finding.help);
    expect(help).toEqual(['Did you mean `quality.yaml`?', 'Did you mean `tenant.yaml`?']);
  });

  test('may keep fixtures and tests beside a product', () => {
    const snapshot = snapshotWith({
      [`${product}/fixtures/orders.yaml`]: 'a: 1\n',
      [`${product}/tests/one.yaml`]: 'a: 1\n',
    });
    expect(findingsOf(snapshot)).toEqual([]);
  });

  test('may nest the folders of products, and one product below another', () => {
    const files = Object.fromEntries(
      snapshotWith({})
        .files.filter((file) => file.path.startsWith(product))
        .flatMap((file) => [
          [file.path.replace('/revenue/', '/eu/revenue_eu/'), file.text],
          [file.path.replace('/revenue/', '/revenue/parts/one/'), file.text],
        ]),
    );
    const { tree, findings } = readManifests(snapshotWith(files));
    expect(findings).toEqual([]);
    expect(tree.tenants[0]?.products.map((one) => [one.folder, one.transform?.path])).toEqual(
      ['eu/revenue_eu', 'revenue/parts/one', 'revenue'].map((folder) => [
        `tenants/acme-corp/products/${folder}`,
        `tenants/acme-corp/products/${folder}/transform.sql`,
      ]),
    );
  });

  test('with one broken file says all that is wrong with the others', () => {
    const snapshot = snapshotWith({
      'akili.yaml': 'a: [',
      'tenants/acme-corp/tenant.yaml': '\t',
      [`${product}/inputs.yaml`]: 'inputs: {\n',
      [`${product}/compute.yaml`]: 'compute:\n  engine: dagster\n  retrys: 1\n'.replace('retrys: 1', 'retries: x'),
    });
    expect(findingsOf(snapshot).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      `SCH003 ${product}/compute.yaml`,
      'YML001 akili.yaml',
      `YML001 ${product}/inputs.yaml`,
      'YML009 tenants/acme-corp/tenant.yaml',
    ]);
  });

  test('names the tenant and the product of a finding, as the manifests call them', () => {
    const text = 'product:\n  name: net_revenue\n  namespace: «sales»\n';
    const file = `${product}/product.yaml`;
    const named = (snapshotWith({}).files.find((one) => one.path === file)?.text ?? text).replace(
      'revenue',
      'net_revenue',
    );
    const { findings } = readManifests(snapshotWith({ [file]: named, [`${product}/compute.yaml`]: 'compute: 1\n' }));
    expect(findings).toMatchObject([{ code: 'SCH003', tenant: 'acme-corp', product: 'net_revenue' }]);
  });
});

test('the range in which a name stands is the name', () => {
  const snapshot = snapshotWith({ [`${product}/compute.yaml`]: 'compute:\n  engine: dagster\n  retriez: 1\n' });
  expect(findingsOf(snapshot)).toEqual([`SCH001 ${product}/compute.yaml ${after}`]);
});
