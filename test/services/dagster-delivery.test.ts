import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { dagsterCompute, manifestKey } from '@akili/driver-dagster';
import { EngineError, type DriverContext, type Resource, type Step } from '@akili/resource';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeParser } from '../support/compile-files.ts';
import { ceph, type CephAccess, type CephKeys } from './ceph.ts';
import { dagster, python, pythonPackage } from './dagster.ts';
import { dagsterPlatform, seedInput } from './dagster-seed.ts';
import type { RunningService } from './service.ts';

const refused = await ceph.install();
if (refused !== undefined) process.stdout.write(`Ceph RGW cannot be had: ${refused.missing}\n`);

describe.skipIf(refused !== undefined)('delivery to an object store', () => {
  let server: RunningService<CephAccess>;
  let keys: { readonly [slug: string]: CephKeys };
  let manifests: readonly Resource[];
  let context: DriverContext;

  beforeAll(async () => {
    server = await ceph.start();
    const { endpoint, platform, admin } = server.access;
    const input = await seedInput(
      dagsterPlatform('{ driver: duckdb }', '{ driver: dagster, url: "http://127.0.0.1:1/graphql" }'),
    );
    manifests = dagsterCompute.lower(input).filter(({ kind }) => kind === 'compute.manifest');
    keys = Object.fromEntries(
      manifests.map(({ tenant }) => [
        tenant.slug,
        { accessKeyId: tenant.slug.toUpperCase(), secretAccessKey: randomBytes(20).toString('hex') },
      ]),
    );
    for (const [slug, { accessKeyId, secretAccessKey }] of Object.entries(keys)) {
      const login = ['--access-key', accessKeyId, '--secret-key', secretAccessKey];
      await admin('user', 'create', '--uid', `tenant-${slug}`, '--display-name', slug, '--max-buckets', '-1', ...login);
    }
    const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials: platform });
    await client.send(new CreateBucketCommand({ Bucket: 'akili-data' }));
    const statement = ({ tenant }: Resource) => ({
      Effect: 'Allow',
      Principal: { AWS: [`arn:aws:iam:::user/tenant-${tenant.slug}`] },
      Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      Resource: [`arn:aws:s3:::akili-data/tenant-${tenant.id}/*`],
    });
    const listed = (slug: string) => ({
      Effect: 'Allow',
      Principal: { AWS: [`arn:aws:iam:::user/tenant-${slug}`] },
      // Without it a missing object is answered with 403.
      Action: ['s3:ListBucket'],
      Resource: ['arn:aws:s3:::akili-data'],
    });
    const policy = {
      Version: '2012-10-17',
      Statement: [...manifests.map(statement), ...manifests.map(({ tenant }) => listed(tenant.slug))],
    };
    await client.send(new PutBucketPolicyCommand({ Bucket: 'akili-data', Policy: JSON.stringify(policy) }));
    client.destroy();
    const objects = input.environment.engines.objects;
    const binding = input.environment.engines.compute;
    if (objects === undefined || binding === undefined) throw new Error('both engines are in akili.yaml');
    const settings = { ...objects.settings, endpoint };
    const engines = { ...input.environment.engines, objects: { ...objects, settings, credentials: undefined } };
    const environment = { ...input.environment, engines };
    const secret: DriverContext['secret'] = (tenant, _reference, _version, role) =>
      Promise.resolve(role === 'objects' ? { ...keys[tenant] } : { token: 'x' });
    context = { environment, binding, directory: '/nowhere/.akili/production', secret, tenants: [] };
  });
  afterAll(async () => {
    closeParser();
    await server.stop();
  });

  const at = (index: number): Resource => {
    const manifest = manifests[index];
    if (manifest === undefined) throw new Error('both tenants have a manifest');
    return manifest;
  };
  const deliver = async (manifest: Resource): Promise<void> => {
    const connection = await dagsterCompute.connect(context);
    const type = dagsterCompute.types.find(({ kind }) => kind === 'compute.manifest');
    const [draft] = type?.diff(manifest as Resource<never>, undefined)?.steps ?? [];
    if (type === undefined || draft === undefined) throw new Error('there is a step');
    const step: Step = { ...draft, id: `${manifest.address}#1`, address: manifest.address, op: 'create', after: [] };
    try {
      await type.run(await connection.session(manifest.tenant, 'tenant'), step, new AbortController().signal);
    } finally {
      await connection.close();
    }
  };

  test('a manifest is written with the tenant’s own keys into its own prefix, and read back by the Python package', async () => {
    await deliver(at(0));
    const { accessKeyId, secretAccessKey } = keys['acme-corp'] as CephKeys;
    if ((await dagster.install()) !== undefined) return;
    const script = `import sys
from akili_dagster.delivered import read_delivered
from akili_dagster.manifest import read_manifest
print(read_manifest(read_delivered(sys.argv[1])).head.tenant.slug, read_delivered(sys.argv[1] + ".absent"))`;
    const { stdout } = await promisify(execFile)(
      python(),
      ['-c', script, `s3://akili-data/${manifestKey(at(0).tenant)}`],
      {
        env: {
          PYTHONPATH: `${pythonPackage}/src`,
          AWS_ENDPOINT_URL: server.access.endpoint,
          AWS_ACCESS_KEY_ID: accessKeyId,
          AWS_SECRET_ACCESS_KEY: secretAccessKey,
        },
      },
    );
    expect(stdout).toBe('acme-corp None\n');
  });

  test('a tenant cannot deliver into another one’s prefix', async () => {
    const [acme, globex] = [at(0), at(1)];
    const stolen = { ...acme, tenant: { slug: acme.tenant.slug, id: globex.tenant.id } };
    await expect(deliver(stolen)).rejects.toEqual(
      new EngineError('The object store refused to write the manifest: AccessDenied.'),
    );
  });

  test('a store that is gone is an error that deserves another try', async () => {
    const { objects } = context.environment.engines;
    if (objects === undefined) throw new Error('there is an object store');
    const settings = { ...objects.settings, endpoint: 'http://127.0.0.1:1' };
    const engines = { ...context.environment.engines, objects: { ...objects, settings } };
    const connection = await dagsterCompute.connect({ ...context, environment: { ...context.environment, engines } });
    const error: unknown = await connection
      .inventory(at(0).tenant, new AbortController().signal)
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'EngineError', retryable: true });
    await connection.close();
  });
});
