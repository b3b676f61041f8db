import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dagsterCompute, manifestFile } from '@akili/driver-dagster';
import { EngineError, type LowerInput, type Resource } from '@akili/resource';
import { observe, tenantsOf } from '@akili/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeParser } from '../support/compile-files.ts';
import { dagster, python, pythonPackage, type DagsterAccess } from './dagster.ts';
import { dagsterProxy, type DagsterProxy } from './dagster-proxy.ts';
import { dagsterPlatform, seedInput } from './dagster-seed.ts';
import { applied, ask, dagsterContext, desiredOf, emptied, planned, reloadLocation } from './dagster-world.ts';
import { postgres } from './postgres.ts';
import type { RunningService } from './service.ts';

const refused = await dagster.install();
if (refused !== undefined) process.stdout.write(`Dagster cannot be had: ${refused.missing}\n`);

const slugs = ['acme-corp', 'globex-inc'];
const platform = dagsterPlatform(
  '{ driver: duckdb }',
  '{ driver: dagster, url: "http://dagster/graphql", directory: m }',
);
const acmeFolder = 'tenants/acme-corp/products/daily_revenue';
const acmeAsset = 'acme-corp/compute.asset/sales.daily_revenue';
const globexAsset = 'globex-inc/compute.asset/finance.weekly_transaction_summary';
const manifestOf = (slug: string): string => `${slug}/compute.manifest/${slug}/${manifestFile}`;
const locationOf = (slug: string): string => `${slug}/compute.location/akili-${slug}`;

describe.skipIf(refused !== undefined)('the Python package', () => {
  const run = promisify(execFile);
  const inPackage = (args: readonly string[], env: object = {}) =>
    run(python(), args, { cwd: pythonPackage, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 }).then(
      () => 'passed',
      (error: { readonly stdout: string; readonly stderr: string }) => error.stdout + error.stderr,
    );

  test('passes its own tests, with a real PostgreSQL where there is one', async () => {
    const server = (await postgres.install()) === undefined ? await postgres.start() : undefined;
    try {
      const env = server === undefined ? {} : { AKILI_TEST_POSTGRES: server.access.url };
      expect(await inPackage(['-m', 'pytest'], env)).toBe('passed');
    } finally {
      await server?.stop();
    }
  });

  test('is typed and has the form that is agreed on', async () => {
    expect(await inPackage(['-m', 'mypy'])).toBe('passed');
    expect(await inPackage(['-m', 'ruff', 'check', '.'])).toBe('passed');
    expect(await inPackage(['-m', 'ruff', 'format', '--check', '.'])).toBe('passed');
  });
});

describe.skipIf(refused !== undefined)('the driver', () => {
  let server: RunningService<DagsterAccess>;
  let proxy: DagsterProxy;
  let seed: LowerInput;
  let desired: readonly Resource[];

  const connected = async (timeoutSeconds?: number) =>
    await dagsterCompute.connect(dagsterContext(server.access, proxy.url, timeoutSeconds));
  const manifestPath = (slug: string): string => join(server.access.directory, slug, manifestFile);
  const withAcme = (change: (file: string, text: string) => string) =>
    seedInput(platform, (path, text) => (path.startsWith(acmeFolder) ? change(path, text) : text));

  beforeAll(async () => {
    server = await dagster.start();
    seed = await seedInput(platform);
    desired = desiredOf(seed);
  });
  afterAll(async () => {
    closeParser();
    await server.stop();
  });
  beforeEach(async () => {
    proxy = await dagsterProxy(server.access.url);
  });
  afterEach(async () => {
    await proxy.close();
    await emptied(server.access, slugs);
  });

  test('applies both tenants from nothing; the second plan is empty and costs one request a tenant', async () => {
    const connection = await connected();
    expect(await applied(connection, desired)).toEqual([
      `create ${manifestOf('acme-corp')}`,
      `create ${manifestOf('globex-inc')}`,
      `create ${locationOf('acme-corp')}`,
      `create ${locationOf('globex-inc')}`,
      `create ${acmeAsset}`,
      `create ${globexAsset}`,
    ]);
    proxy.count();
    expect(await planned(connection, desired)).toEqual([]);
    expect(proxy.count()).toBe(2);
    await connection.close();
  });

  test('what was applied stands in Dagster: schedules that run, in UTC, and checks', async () => {
    const connection = await connected();
    await applied(connection, desired);
    const { repositoriesOrError } = await ask<{ repositoriesOrError: { nodes: readonly object[] } }>(
      server.access.url,
      `{ repositoriesOrError { ... on RepositoryConnection { nodes { location { name } schedules { name cronSchedule
         executionTimezone scheduleState { status } } assetNodes { assetKey { path } isExecutable } } } } }`,
    );
    const schedule = (name: string, cronSchedule: string) => ({
      ...{ name, cronSchedule, executionTimezone: 'UTC', scheduleState: { status: 'RUNNING' } },
    });
    const asset = (path: string, isExecutable = true) => ({ assetKey: { path: path.split('/') }, isExecutable });
    expect(repositoriesOrError.nodes).toEqual([
      {
        location: { name: 'akili-acme-corp' },
        schedules: [
          schedule('sales__daily_revenue', '0 6 * * *'),
          schedule('sales__raw__daily_revenue__orders', '0 */4 * * *'),
        ],
        assetNodes: [
          asset('acme-corp/akili_manifest', false),
          asset('acme-corp/sales/daily_revenue'),
          asset('acme-corp/sales__raw/daily_revenue__orders'),
          asset('acme-corp/sales__raw/daily_revenue__products'),
        ],
      },
      {
        location: { name: 'akili-globex-inc' },
        schedules: [
          schedule('finance__raw__weekly_transaction_summary__transactions', '0 */2 * * *'),
          schedule('finance__weekly_transaction_summary', '0 2 * * 1'),
        ],
        assetNodes: [
          asset('globex-inc/akili_manifest', false),
          asset('globex-inc/finance/weekly_transaction_summary'),
          asset('globex-inc/finance__raw/weekly_transaction_summary__transactions'),
        ],
      },
    ]);
    await connection.close();
  });

  test.each([
    ['schedule', (path: string, text: string) => (path.endsWith('compute.yaml') ? text.replace('0 6', '30 5') : text)],
    ['timeout', (path: string, text: string) => (path.endsWith('compute.yaml') ? text.replace('1800', '900') : text)],
    ['threshold', (path: string, text: string) => text.replace('threshold: 24', 'threshold: 48')],
    ['transform', (path: string, text: string) => text.replace('SUM(o.amount) AS', 'SUM(o.amount * 2) AS')],
  ])('a changed %s is planned, applied, and leaves nothing to do', async (_what, change) => {
    const connection = await connected();
    await applied(connection, desired);
    const next = desiredOf(await withAcme(change));
    expect(await applied(connection, next)).toEqual([
      `update ${manifestOf('acme-corp')}`,
      `update ${locationOf('acme-corp')}`,
      `update ${acmeAsset}`,
    ]);
    expect(await planned(connection, next)).toEqual([]);
    await connection.close();
  });

  test('a product that goes is withdrawn, and its tenant stays', async () => {
    const connection = await connected();
    await applied(connection, desired);
    const products = seed.compilation.products.filter(({ tenant }) => tenant !== 'acme-corp');
    const next = desiredOf({ ...seed, compilation: { ...seed.compilation, products } });
    expect(await applied(connection, next)).toEqual([
      `update ${manifestOf('acme-corp')}`,
      `update ${locationOf('acme-corp')}`,
      `delete ${acmeAsset}`,
    ]);
    expect(await planned(connection, next)).toEqual([]);
    await connection.close();
  });

  test('everything goes, and locations stay without assets', async () => {
    const connection = await connected();
    await applied(connection, desired);
    const { stepsBetween, runStep } = await import('@akili/testkit');
    const tenants = tenantsOf(desired);
    for (const step of stepsBetween(dagsterCompute, [], await observe(connection, tenants), tenants))
      await runStep(connection, step);
    expect(await observe(connection, tenants)).toEqual([]);
    expect(existsSync(manifestPath('acme-corp'))).toBe(false);
    await connection.close();
  });

  test('a manifest that was changed by hand is found before and after a reload, and healed', async () => {
    const connection = await connected();
    await applied(connection, desired);
    const delivered = readFileSync(manifestPath('acme-corp'), 'utf8');
    writeFileSync(manifestPath('acme-corp'), delivered.replace('"threshold":"24"', '"threshold":"9000"'));
    expect(await planned(connection, desired)).toEqual([`update ${manifestOf('acme-corp')}`]);
    await reloadLocation(server.access.url, 'acme-corp');
    const drift = [`update ${manifestOf('acme-corp')}`, `update ${locationOf('acme-corp')}`, `update ${acmeAsset}`];
    expect(await planned(connection, desired)).toEqual(drift);
    expect(await applied(connection, desired)).toEqual(drift);
    expect(readFileSync(manifestPath('acme-corp'), 'utf8')).toBe(delivered);
    expect(await planned(connection, desired)).toEqual([]);
    await connection.close();
  });

  test('a manifest of a later schema fails the location with one sentence, and is healed', async () => {
    const connection = await connected();
    await applied(connection, desired);
    const delivered = readFileSync(manifestPath('acme-corp'), 'utf8');
    writeFileSync(manifestPath('acme-corp'), delivered.replace('"schemaVersion":1', '"schemaVersion":2'));
    await reloadLocation(server.access.url, 'acme-corp');
    const tenants = tenantsOf(desired).slice(0, 1);
    const location = (await observe(connection, tenants)).find(({ kind }) => kind === 'compute.location');
    expect(location?.value).toEqual({
      manifest: null,
      problem:
        'The manifest has schema version 2, and this akili-dagster reads 1: install the akili-dagster of the release that wrote it',
    });
    await applied(connection, desired);
    expect(await planned(connection, desired)).toEqual([]);
    await connection.close();
  });

  test('a product that Dagster refuses is set aside; its step says why, and the other products are there', async () => {
    const connection = await connected();
    const [revenue] = seed.compilation.products;
    if (revenue === undefined) throw new Error('the seed has no product');
    const bad = { ...revenue, name: 'bad_product', compute: { ...revenue.compute, tags: ['no tag'] } };
    const products = [...seed.compilation.products, bad];
    const next = desiredOf({ ...seed, compilation: { ...seed.compilation, products } });
    await expect(applied(connection, next)).rejects.toThrow(/^Dagster set the product aside: Dagster refuses it: /);
    const seen = await observe(connection, tenantsOf(desired));
    const aside = seen.filter(({ value }) => (value as { readonly problem?: string }).problem !== undefined);
    expect(aside.map(({ address }) => address)).toEqual(['acme-corp/compute.asset/sales.bad_product']);
    expect(seen.map(({ address }) => address)).toContain(acmeAsset);
    expect(await applied(connection, desired)).toContain('delete acme-corp/compute.asset/sales.bad_product');
    expect(await planned(connection, desired)).toEqual([]);
    await connection.close();
  });

  test('a tenant without a code location is told how to get one', async () => {
    const connection = await connected();
    const initech = seed.compilation.tenants.map((tenant) => ({ ...tenant, slug: 'initech', connections: [] }));
    const compilation = { ...seed.compilation, tenants: initech.slice(0, 1), products: [] };
    await expect(applied(connection, desiredOf({ ...seed, compilation }))).rejects.toThrow(
      "Dagster's workspace has no code location `akili-initech`: add it once, as docs/guides/dagster.md shows.",
    );
    await connection.close();
  });

  test('each tenant asks with its own token, and a wrong one is told apart', async () => {
    proxy.behave({ token: 'token-of-acme-corp' });
    const connection = await connected();
    const [acme, globex] = tenantsOf(desired);
    if (acme === undefined || globex === undefined) throw new Error('two tenants are there');
    expect(await observe(connection, [acme])).toEqual([]);
    const error = await observe(connection, [globex]).catch((caught: unknown) => caught);
    expect(error).toEqual(new EngineError('Dagster refused the token (401); its secret holds `{ "token": "..." }`.'));
    expect((error as EngineError).retryable).toBe(false);
    await connection.close();
  });

  test('a slow server and a dead one are clear errors that deserve another try', async () => {
    const connection = await connected(1);
    const message = async (): Promise<unknown> =>
      await planned(connection, desired).catch(({ message: text, retryable }: EngineError) => ({ text, retryable }));
    proxy.behave('silent');
    expect(await message()).toEqual({ text: 'Dagster did not answer within 1 seconds.', retryable: true });
    proxy.behave('hang up');
    expect(await message()).toEqual({ text: 'Dagster cannot be reached: UND_ERR_SOCKET.', retryable: true });
    await proxy.close();
    // Whether a kept connection or a new one notices is a matter of chance.
    const text: unknown = expect.stringMatching(/^Dagster cannot be reached: (ECONNREFUSED|UND_ERR_SOCKET)\.$/);
    expect(await message()).toEqual({ text, retryable: true });
    await connection.close();
  });

  test('a server that dies in the middle loses nothing: the same plan goes on where it stopped', async () => {
    const connection = await connected();
    // The two inventories; then the first reload finds nobody.
    proxy.dieAfter(2);
    await expect(applied(connection, desired)).rejects.toThrow('Dagster cannot be reached');
    proxy.behave('pass');
    expect(await applied(connection, desired)).toEqual([
      `create ${locationOf('acme-corp')}`,
      `create ${locationOf('globex-inc')}`,
      `create ${acmeAsset}`,
      `create ${globexAsset}`,
    ]);
    expect(await planned(connection, desired)).toEqual([]);
    await connection.close();
  });
});
