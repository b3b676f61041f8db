import { CreateBucketCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { s3Objects } from '@akili/driver-s3';
import { EngineError, LockedError, type TenantState } from '@akili/resource';
import { openS3Objects, S3Store, type ConditionalObjects } from '@akili/store';
import { acmeCorp, describeStateStore, globexInc, observe, runStep, stepsBetween } from '@akili/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ceph, type CephAccess, type CephKeys } from './ceph.ts';
import { clearStore, clientOf } from './ceph/clear.ts';
import { cephRig } from './ceph/rig.ts';
import type { RunningService } from './service.ts';

let running: RunningService<CephAccess>;
beforeAll(async () => {
  running = await ceph.start();
});
afterAll(async () => await running.stop());

const bucket = 'akili-state-test';
const opened = (keys?: CephKeys, name = bucket): Promise<ConditionalObjects> =>
  openS3Objects({ endpoint: running.access.endpoint, bucket: name, ...(keys ?? running.access.platform) });
const makeBucket = async (name = bucket): Promise<void> => {
  const client = clientOf(running.access, running.access.platform);
  await client.send(new CreateBucketCommand({ Bucket: name }));
  client.destroy();
};
const waiting = { timeoutMs: 5_000, signal: new AbortController().signal };
const at = '2026-03-01T10:00:00.000Z';
const stateOf = (serial: number, tenant: string = acmeCorp.slug, environment = 'local'): TenantState => ({
  ...{ formatVersion: 1, environment, tenant, tenantId: acmeCorp.id, serial, status: 'active', resources: [] },
});

describeStateStore('the state on Ceph', async () => {
  await makeBucket();
  const stores: S3Store[] = [];
  return {
    open: () => {
      const store = new S3Store({ environment: 'local', objects: () => opened() });
      stores.push(store);
      return Promise.resolve(store);
    },
    dispose: async () => {
      for (const store of stores) await store.close();
      await clearStore(running.access);
    },
  };
});

test('a bucket that is not there yet reads as empty', async () => {
  const store = new S3Store({ environment: 'local', objects: () => opened(undefined, 'not-there-yet') });
  expect(await store.tenants()).toEqual([]);
  expect(await store.read('acme-corp')).toBeUndefined();
  expect(await store.journal('acme-corp')).toEqual([]);
  await store.close();
});

test('the first lease of the platform makes the bucket, and the driver takes it for one that is still to be made', async () => {
  const rig = cephRig(running.access, { state: { store: 's3' } });
  const store = new S3Store({ environment: 'production', objects: () => opened(undefined, 'akili-data') });
  const lease = await store.lease('platform', waiting);
  const connection = await s3Objects.connect(rig.context);
  expect(await observe(connection, [{ slug: 'platform', id: '00000000-0000-0000-0000-000000000000' }])).toEqual([]);
  await connection.close();
  await lease.release();
  await store.close();
  await clearStore(running.access);
});

test('a bucket with versions is refused: there nothing keeps two applies apart', async () => {
  await makeBucket();
  const client = clientOf(running.access, running.access.platform);
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await makeBucket('with-versions');
  await client.send(new PutBucketVersioningCommand({ Bucket: 'with-versions', VersioningConfiguration }));
  const store = new S3Store({ environment: 'local', objects: () => opened(undefined, 'with-versions') });
  const asked = store.lease('acme-corp', waiting);
  await expect(asked).rejects.toThrow(EngineError);
  await expect(asked).rejects.toThrow(/If-None-Match/);
  client.destroy();
  await running.access.admin('bucket', 'rm', '--bucket', 'with-versions', '--purge-objects');
  await clearStore(running.access);
});

test('a holder that is dead loses the lease, and whatever it still sends is refused', async () => {
  await makeBucket();
  const dead = new S3Store({ environment: 'local', objects: () => deaf(), leaseTtlMs: 2_000 });
  let cut = false;
  // Its signs of life no longer get through; everything else does.
  async function deaf(): Promise<ConditionalObjects> {
    const real = await opened();
    return {
      get: (key) => real.get(key),
      remove: (key) => real.remove(key),
      folders: (prefix) => real.folders(prefix),
      close: () => real.close(),
      put: (key, text, condition) =>
        cut && key.endsWith('lease.json') ? Promise.reject(new Error('cut off')) : real.put(key, text, condition),
    };
  }
  const old = await dead.lease('acme-corp', waiting);
  await dead.write(stateOf(1), old);
  await dead.append('acme-corp', { event: 'begin', run: 'r1', planDigest: 'sha256:a', tenant: 'acme-corp', at }, old);
  cut = true;
  const heir = new S3Store({ environment: 'local', objects: () => opened(), leaseTtlMs: 2_000 });
  const lease = await heir.lease('acme-corp', { ...waiting, timeoutMs: 15_000 });
  expect(lease.token).toBe(old.token + 1);
  await expect(dead.write(stateOf(2), old)).rejects.toThrow(LockedError);
  const late = { event: 'intent', run: 'r1', step: 'late#1', at } as const;
  await expect(dead.append('acme-corp', late, old)).rejects.toThrow(LockedError);
  await heir.write({ ...stateOf(2), status: 'archived' }, lease);
  expect((await heir.read('acme-corp'))?.status).toBe('archived');
  expect((await heir.journal('acme-corp')).map(({ event }) => event)).toEqual(['begin']);
  await lease.release();
  await Promise.all([dead.close(), heir.close()]);
  await clearStore(running.access);
});

test('a long journal is kept in parts, and read whole by another process', async () => {
  await makeBucket();
  const store = new S3Store({ environment: 'local', objects: () => opened() });
  const lease = await store.lease('acme-corp', waiting);
  const steps = Array.from({ length: 1500 }, (_, n) => `acme-corp/lookup.table/${'x'.repeat(60)}${n}#1`);
  await store.append(
    'acme-corp',
    { event: 'begin', run: 'r1', planDigest: 'sha256:a', tenant: 'acme-corp', at },
    lease,
  );
  for (let from = 0; from < steps.length; from += 100)
    await Promise.all(
      steps
        .slice(from, from + 100)
        .map((step) => store.append('acme-corp', { event: 'intent', run: 'r1', step, at }, lease)),
    );
  await lease.release();
  const other = new S3Store({ environment: 'local', objects: () => opened() });
  const read = await other.journal('acme-corp');
  expect(read.flatMap((entry) => (entry.event === 'intent' ? [entry.step] : []))).toEqual(steps);
  await Promise.all([store.close(), other.close()]);
  await clearStore(running.access);
});

test("a tenant's keys reach its own state and no other's", async () => {
  const rig = cephRig(running.access, { state: { store: 's3' } });
  const connection = await s3Objects.connect(rig.context);
  const desired = s3Objects.lower(rig.input([acmeCorp, globexInc], []));
  for (const step of stepsBetween(s3Objects, desired, await observe(connection, []))) await runStep(connection, step);
  await connection.close();
  const objects = () => opened(rig.keysOf(acmeCorp.slug, '0'), 'akili-data');
  const store = new S3Store({ environment: 'production', objects, known: [acmeCorp.slug] });
  const lease = await store.lease(acmeCorp.slug, waiting);
  await store.write(stateOf(1, acmeCorp.slug, 'production'), lease);
  expect(await store.tenants()).toEqual([acmeCorp.slug]);
  // What the store would not even ask for, asked by one that knows no better: the keys refuse it.
  const curious = new S3Store({ environment: 'production', objects });
  expect(await store.read(globexInc.slug)).toBeUndefined();
  for (const slug of [globexInc.slug, 'acme', 'platform']) {
    await expect(curious.read(slug), slug).rejects.toThrow('(AccessDenied, 403)');
    await expect(store.lease(slug, waiting), slug).rejects.toThrow('(AccessDenied, 403)');
  }
  await lease.release();
  const platformStore = new S3Store({ environment: 'production', objects: () => opened(undefined, 'akili-data') });
  const shared = await platformStore.lease('platform', waiting);
  await platformStore.write(stateOf(1, 'platform', 'production'), shared);
  expect((await store.read('platform'))?.serial).toBe(1);
  expect(await store.journal('platform')).toEqual([]);
  await expect(store.lease('platform', waiting)).rejects.toThrow('(AccessDenied, 403)');
  await shared.release();
  await Promise.all([store.close(), curious.close(), platformStore.close()]);
  await clearStore(running.access);
});

test('wrong keys and a dead endpoint are said without a secret, and only the second is tried again', async () => {
  await makeBucket();
  const wrong = await opened({ ...running.access.platform, secretAccessKey: 'not-the-secret' });
  const refused = await wrong
    .get('akili-state/local/acme-corp/state.json')
    .catch((error: unknown) => error as EngineError);
  expect(refused).toBeInstanceOf(EngineError);
  expect(String(refused)).toMatch(/refused to read the state \(\w+, 403\)/);
  expect(String(refused)).not.toContain('not-the-secret');
  const dead = await openS3Objects({ endpoint: 'http://127.0.0.1:9', bucket, ...running.access.platform });
  await expect(dead.get('x')).rejects.toMatchObject({ retryable: true });
  await clearStore(running.access);
});
