import { PutObjectCommand } from '@aws-sdk/client-s3';
import { s3Objects } from '@akili/driver-s3';
import type { CompiledProduct, CompiledTenant } from '@akili/model';
import { platformId, platformSlug, type LoginCredential, type Resource } from '@akili/resource';
import {
  acmeCorp,
  dailyRevenue,
  describeDriver,
  globexInc,
  observe,
  product,
  runStep,
  stepsBetween,
  weeklySummary,
} from '@akili/testkit';
import { afterAll, beforeAll } from 'vitest';
import { ceph, type CephAccess } from './ceph.ts';
import { clearStore, clientOf } from './ceph/clear.ts';
import { cephRig, type RigOptions } from './ceph/rig.ts';
import type { RunningService } from './service.ts';

let running: RunningService<CephAccess>;
beforeAll(async () => {
  running = await ceph.start();
});
afterAll(async () => await running.stop());

const platform = { slug: platformSlug, id: platformId };
const acme = { slug: acmeCorp.slug, id: acmeCorp.id };
const refunds = product('acme-corp', 'sales', 'daily_refunds');
const next: CompiledProduct = { ...dailyRevenue, version: '2.0.0' };
/** Resources do not depend on where the gateway listens. */
const anywhere = {
  endpoint: 'http://127.0.0.1',
  admin: () => Promise.reject(new Error('none')),
  platform: { accessKeyId: '', secretAccessKey: '' },
};

const environmentWith = (before: readonly Resource[], options: RigOptions) => async () => {
  await clearStore(running.access);
  const { context } = cephRig(running.access, options);
  const connection = await s3Objects.connect(context);
  for (const step of stepsBetween(s3Objects, before, await observe(connection, [platform])))
    await runStep(connection, step);
  await connection.close();
  return { context, dispose: () => clearStore(running.access) };
};

function of(slug: string, resources: readonly Resource[]): readonly Resource[] {
  return resources.filter((one) => one.tenant.slug === slug).map((one) => ({ ...one, dependsOn: [] }));
}
function lower(
  tenant: CompiledTenant,
  products: readonly CompiledProduct[],
  login: Partial<LoginCredential> = {},
  options: RigOptions = {},
): readonly Resource[] {
  return of(
    tenant.slug,
    s3Objects.lower(cephRig(anywhere, options).input([tenant], products, { [tenant.slug]: login })),
  );
}
const shared = s3Objects.lower(cephRig(anywhere).input([], []));

const plantByHand = async (): Promise<void> => {
  const client = clientOf(running.access, running.access.platform);
  for (const Key of [`tenant-${acme.id}/products/by_hand/data/part-0.parquet`, `tenant-${acme.id}/products/notes.txt`])
    await client.send(new PutObjectCommand({ Bucket: 'akili-data', Key, Body: 'mine' }));
  client.destroy();
};

describeDriver('objects on Ceph: a tenant', {
  driver: s3Objects,
  makeEnvironment: environmentWith(shared, { inUse: '1' }),
  samples: [
    {
      name: 'products come and go, one has a new version',
      desired: lower(acmeCorp, [dailyRevenue, refunds], { version: '1' }),
      changed: lower(acmeCorp, [next, product('acme-corp', 'sales', 'returns')], { version: '1' }),
    },
    {
      name: 'a rotation begins, and uploads are given up later',
      desired: lower(acmeCorp, [dailyRevenue], { version: '1' }),
      changed: lower(
        acmeCorp,
        [dailyRevenue],
        { version: '2', previous: '1' },
        { settings: { abandonedUploadDays: 30 } },
      ),
    },
    {
      name: 'a tenant is suspended while its state lies in the bucket',
      desired: lower(acmeCorp, [], { version: '1' }),
      changed: lower({ ...acmeCorp, status: 'suspended' }, [], { version: '1' }, { state: { store: 's3' } }),
    },
  ],
  bystander: {
    tenant: { slug: globexInc.slug, id: globexInc.id },
    desired: lower(globexInc, [weeklySummary], { version: '1' }),
  },
  spoil: (step) =>
    step.address.includes('objects.access') && step.op !== 'delete'
      ? {
          ...step,
          request: JSON.parse(
            JSON.stringify(step.request).replace('s3:ListBucket', 's3:NoSuchThing'),
          ) as typeof step.request,
        }
      : undefined,
  plantUnmarked: plantByHand,
});

describeDriver('objects on Ceph: the end of a rotation', {
  driver: s3Objects,
  makeEnvironment: environmentWith(shared, { inUse: '2' }),
  samples: [
    {
      name: 'the key before goes',
      desired: lower(acmeCorp, [dailyRevenue], { version: '2', previous: '1' }),
      changed: lower(acmeCorp, [dailyRevenue], { version: '2' }),
    },
  ],
  bystander: {
    tenant: { slug: globexInc.slug, id: globexInc.id },
    desired: lower(globexInc, [weeklySummary], { version: '2' }),
  },
});

describeDriver('objects on Ceph: the platform', {
  driver: s3Objects,
  makeEnvironment: environmentWith([], {}),
  samples: [
    {
      name: 'the wall of the bucket comes and goes',
      desired: shared,
      changed: shared.filter(({ kind }) => kind === 'objects.bucket'),
    },
  ],
  bystander: { tenant: { slug: globexInc.slug, id: globexInc.id }, desired: [] },
});
