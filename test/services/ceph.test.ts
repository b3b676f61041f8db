import {
  AbortMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutBucketAclCommand,
  PutBucketLifecycleConfigurationCommand,
  GetBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { s3Objects } from '@akili/driver-s3';
import type { CompiledTenant } from '@akili/model';
import { acmeCorp, dailyRevenue, globexInc, product, weeklySummary } from '@akili/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ceph, type CephAccess } from './ceph.ts';
import { clearStore, clientOf } from './ceph/clear.ts';
import { cephRig, type CephRig } from './ceph/rig.ts';
import { applied, look, marksOf } from './ceph/tenants.ts';
import type { RunningService } from './service.ts';

let running: RunningService<CephAccess>;
const clients: S3Client[] = [];
beforeAll(async () => {
  running = await ceph.start();
});
afterAll(async () => await running.stop());
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await clearStore(running.access);
});

const Bucket = 'akili-data';
const products = [dailyRevenue, weeklySummary];
const both = [acmeCorp, globexInc];
const acmeHome = `tenant-${acmeCorp.id}/`;
const globexHome = `tenant-${globexInc.id}/`;
const rigOf = (options: Parameters<typeof cephRig>[1] = {}): CephRig => cephRig(running.access, options);

function asPlatform(): S3Client {
  const client = clientOf(running.access, running.access.platform);
  clients.push(client);
  return client;
}
function asTenant(rig: CephRig, { slug }: CompiledTenant, version = '0'): S3Client {
  const client = clientOf(running.access, rig.keysOf(slug, version));
  clients.push(client);
  return client;
}
/** `ok`, or the name and status of the refusal. */
async function answer(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
    return 'ok';
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    return `${name} ${$metadata?.httpStatusCode}`;
  }
}
const denied = 'AccessDenied 403';

test('both tenants are made from nothing, and a second look finds nothing to do', async () => {
  const rig = rigOf();
  const desired = await applied(rig, both, products);
  const { observed, differences } = await look(rig.context, desired);
  expect(differences).toEqual([]);
  expect(new Map(observed.map(({ address, mark }) => [address, mark?.digest]))).toEqual(marksOf(desired));
  expect(desired.map(({ kind }) => kind).sort()).toEqual(
    [
      ...['objects.bucket', 'objects.access'],
      ...both.flatMap(() => ['objects.principal', 'objects.access', 'objects.lifecycle', 'objects.prefix']),
    ].sort(),
  );
});

describe('isolation', () => {
  test('a tenant does what it needs under its own prefix, and nothing anywhere else', async () => {
    const rig = rigOf();
    await applied(rig, both, products);
    const [acme, globex] = [asTenant(rig, acmeCorp), asTenant(rig, globexInc)];
    const [own, theirs] = [`${acmeHome}products/daily_revenue/data/a`, `${globexHome}products/x/data/b`];
    await globex.send(new PutObjectCommand({ Bucket, Key: theirs, Body: 'secret of globex' }));
    expect(await answer(acme.send(new PutObjectCommand({ Bucket, Key: own, Body: 'mine' })))).toBe('ok');
    expect(await answer(acme.send(new GetObjectCommand({ Bucket, Key: own })))).toBe('ok');
    expect(await answer(acme.send(new ListObjectsV2Command({ Bucket, Prefix: acmeHome })))).toBe('ok');
    expect(
      await answer(acme.send(new CopyObjectCommand({ Bucket, Key: `${own}2`, CopySource: `${Bucket}/${own}` }))),
    ).toBe('ok');
    expect(await answer(acme.send(new DeleteObjectCommand({ Bucket, Key: `${own}2` })))).toBe('ok');
    const attempts = {
      read: new GetObjectCommand({ Bucket, Key: theirs }),
      'read what is missing': new GetObjectCommand({ Bucket, Key: `${globexHome}missing` }),
      write: new PutObjectCommand({ Bucket, Key: theirs, Body: 'x' }),
      remove: new DeleteObjectCommand({ Bucket, Key: theirs }),
      'list theirs': new ListObjectsV2Command({ Bucket, Prefix: globexHome }),
      'list all': new ListObjectsV2Command({ Bucket }),
      'list with a shorter prefix': new ListObjectsV2Command({ Bucket, Prefix: 'tenant-' }),
      'list without the slash': new ListObjectsV2Command({ Bucket, Prefix: acmeHome.slice(0, -1) }),
      'copy theirs': new CopyObjectCommand({ Bucket, Key: `${own}3`, CopySource: `${Bucket}/${theirs}` }),
      'copy to theirs': new CopyObjectCommand({ Bucket, Key: `${globexHome}y`, CopySource: `${Bucket}/${own}` }),
      'uploads in progress': new ListMultipartUploadsCommand({ Bucket }),
      'begin an upload there': new CreateMultipartUploadCommand({ Bucket, Key: theirs }),
      'read the policy': new GetBucketPolicyCommand({ Bucket }),
      'write the policy': new PutBucketPolicyCommand({ Bucket, Policy: '{"Version":"2012-10-17","Statement":[]}' }),
      'open the bucket': new PutBucketAclCommand({ Bucket, ACL: 'public-read' }),
      'open an object': new PutObjectAclCommand({ Bucket, Key: own, ACL: 'public-read' }),
      'write an open object': new PutObjectCommand({ Bucket, Key: own, Body: 'x', ACL: 'public-read' }),
      'write an object for another': new PutObjectCommand({
        Bucket,
        Key: own,
        Body: 'x',
        GrantRead: 'id=tenant-globex-inc',
      }),
      'write to another with all rights': new PutObjectCommand({
        Bucket,
        Key: own,
        Body: 'x',
        GrantFullControl: 'id=tenant-globex-inc',
      }),
      'make a bucket': new CreateBucketCommand({ Bucket: 'mine-alone' }),
      'write to the root': new PutObjectCommand({ Bucket, Key: 'x', Body: 'x' }),
      'write to the state': new PutObjectCommand({
        Bucket,
        Key: 'akili-state/production/acme-corp/state.json',
        Body: 'x',
      }),
    };
    const answers: { [attempt: string]: string } = {};
    for (const [name, command] of Object.entries(attempts)) answers[name] = await answer(acme.send(command as never));
    expect(Object.entries(answers).filter(([, said]) => said !== denied)).toEqual([]);
    expect((await acme.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
  });

  test('a tenant finishes and gives up its own uploads', async () => {
    const rig = rigOf();
    await applied(rig, both, []);
    const acme = asTenant(rig, acmeCorp);
    const Key = `${acmeHome}large`;
    const { UploadId } = await acme.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    expect(await answer(acme.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })))).toBe('ok');
  });

  test("a tenant's login is refused the admin API", async () => {
    const rig = rigOf();
    const desired = await applied(rig, both, []);
    const secret = () => Promise.resolve({ ...rig.keysOf(acmeCorp.slug, '0') });
    await expect(look({ ...rig.context, secret }, desired)).rejects.toThrow('the credential may not do that');
  });
});

describe('status', () => {
  const withStatus = (status: CompiledTenant['status']): CompiledTenant => ({ ...acmeCorp, status });

  test('a suspended tenant reads and writes nothing, an archived one has no access, and both come back', async () => {
    const rig = rigOf();
    await applied(rig, both, products);
    const acme = asTenant(rig, acmeCorp);
    const [Key, other] = [`${acmeHome}products/daily_revenue/data/a`, `${acmeHome}b`];
    await acme.send(new PutObjectCommand({ Bucket, Key, Body: 'data' }));
    const may = async (): Promise<readonly string[]> => [
      await answer(acme.send(new GetObjectCommand({ Bucket, Key }))),
      await answer(acme.send(new ListObjectsV2Command({ Bucket, Prefix: acmeHome }))),
      await answer(acme.send(new PutObjectCommand({ Bucket, Key: other, Body: 'x' }))),
      await answer(acme.send(new DeleteObjectCommand({ Bucket, Key: `${acmeHome}none` }))),
    ];
    expect(await may()).toEqual(['ok', 'ok', 'ok', 'ok']);
    await applied(rig, [withStatus('suspended'), globexInc], products);
    expect(await may()).toEqual(['ok', 'ok', denied, denied]);
    const archived = await applied(rig, [withStatus('archived'), globexInc], products);
    expect(new Set(await may())).toEqual(new Set(['UserSuspended 403']));
    expect((await look(rig.context, archived)).differences).toEqual([]);
    expect(await answer(asPlatform().send(new ListObjectsV2Command({ Bucket, Prefix: acmeHome })))).toBe('ok');
    await applied(rig, both, products);
    expect(await may()).toEqual(['ok', 'ok', 'ok', 'ok']);
  });
});

describe('rotation', () => {
  test('two keys are accepted while it goes on, and no moment is without access', async () => {
    const rig = rigOf();
    const accepted = async (): Promise<readonly string[]> => {
      const all = ['0', '1', '2'].map(async (version) => {
        const list = new ListObjectsV2Command({ Bucket, Prefix: acmeHome });
        return (await answer(asTenant(rig, acmeCorp, version).send(list))) === 'ok' ? version : undefined;
      });
      return (await Promise.all(all)).filter((version) => version !== undefined);
    };
    const at = async (login: { readonly version: string; readonly previous?: string }): Promise<readonly string[]> => {
      const desired = await applied(rigOf({ inUse: login.version }), both, [], { 'acme-corp': login });
      expect((await look(rig.context, desired)).differences).toEqual([]);
      return await accepted();
    };
    expect(await at({ version: '0' })).toEqual(['0']);
    expect(await at({ version: '1', previous: '0' })).toEqual(['0', '1']);
    expect(await at({ version: '1' })).toEqual(['1']);
    expect(await at({ version: '2', previous: '1' })).toEqual(['1', '2']);
    expect(await at({ version: '2' })).toEqual(['2']);
  });

  test('a key that another user has is refused without being shown', async () => {
    const rig = rigOf();
    await running.access.admin(
      'user',
      'create',
      '--uid',
      'tenant-somebody',
      '--display-name',
      'x',
      '--access-key',
      'AK-acme-corp-0',
      '--secret-key',
      'taken',
    );
    const asked = applied(rig, [acmeCorp], []);
    await expect(asked).rejects.toThrow('the access key is in use by another user (KeyExists, 409)');
    await expect(asked).rejects.not.toThrow(/AK-acme|secret\/of/);
  });
});

describe('drift', () => {
  const policy = async (): Promise<{ Version: string; Statement: { Sid: string; [member: string]: unknown }[] }> => {
    const { Policy = '' } = await asPlatform().send(new GetBucketPolicyCommand({ Bucket }));
    return JSON.parse(Policy) as Awaited<ReturnType<typeof policy>>;
  };
  const putPolicy = async (document: unknown): Promise<void> => {
    await asPlatform().send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(document) }));
  };
  const accessOfAcme = `acme-corp/objects.access/${Bucket}/${acmeHome}`;
  const ofAcme = ({ Sid }: { readonly Sid: string }): boolean => Sid.includes(acmeCorp.id.replaceAll('-', ''));
  /** Finds exactly this, heals it, and finds nothing any more. */
  const found = async (rig: CephRig, address: string, foreign: boolean): Promise<void> => {
    const desired = s3Objects.lower(rig.input(both, products));
    const seen = await look(rig.context, desired, true);
    expect(seen.differences).toEqual([{ address, reason: expect.any(String) as string, foreign }]);
    expect((await look(rig.context, desired)).differences).toEqual([]);
  };

  test('a statement that was widened is access that nobody declared, and is narrowed again', async () => {
    const rig = rigOf();
    await applied(rig, both, products);
    const live = await policy();
    const widened = live.Statement.map((one) =>
      ofAcme(one) && one.Sid.startsWith('AkiliObjects') ? { ...one, Resource: [`arn:aws:s3:::${Bucket}/*`] } : one,
    );
    await putPolicy({ ...live, Statement: widened });
    const theirs = new PutObjectCommand({ Bucket, Key: `${globexHome}x`, Body: 'x' });
    expect(await answer(asTenant(rig, acmeCorp).send(theirs))).toBe('ok');
    await found(rig, accessOfAcme, true);
    expect(await answer(asTenant(rig, acmeCorp).send(theirs))).toBe(denied);
  });

  test('a statement that was removed is put back, and is no foreign access', async () => {
    const rig = rigOf();
    await applied(rig, both, products);
    const live = await policy();
    await putPolicy({ ...live, Statement: live.Statement.filter((one) => !ofAcme(one)) });
    await found(rig, accessOfAcme, false);
  });

  test('a wall that was taken down is foreign access, and is put up again', async () => {
    const rig = rigOf();
    await applied(rig, both, products);
    const live = await policy();
    await putPolicy({ ...live, Statement: live.Statement.filter(({ Sid }) => !Sid.startsWith('AkiliNoAccessList')) });
    await found(rig, `platform/objects.access/${Bucket}`, true);
  });

  test('a statement of somebody else is told, is not touched, and stays through every change', async () => {
    const rig = rigOf();
    await applied(rig, both, products);
    const live = await policy();
    const wide = {
      Sid: 'ByHand',
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
    };
    await putPolicy({ ...live, Statement: [...live.Statement, wide] });
    const desired = s3Objects.lower(rig.input(both, products));
    const { observed, differences } = await look(rig.context, desired);
    expect(differences).toEqual([]);
    const unmarked = observed.filter(({ mark }) => mark === undefined);
    expect(unmarked.map(({ address }) => address)).toEqual([
      expect.stringMatching(/^platform\/objects\.access\/akili-data\/statement ByHand [0-9a-f]{12}$/),
    ]);
    await applied(rig, [{ ...acmeCorp, status: 'suspended' }, globexInc], products);
    expect((await policy()).Statement).toContainEqual(wide);
  });

  test('a changed marker, a removed one and one of another declaration are put right', async () => {
    const rig = rigOf();
    await applied(rig, both, products);
    const client = asPlatform();
    const Prefix = `${acmeHome}products/daily_revenue.akili.`;
    const address = `acme-corp/objects.prefix/${Bucket}/${acmeHome}products/daily_revenue/data/`;
    const [marker] = (await client.send(new ListObjectsV2Command({ Bucket, Prefix }))).Contents ?? [];
    await client.send(new PutObjectCommand({ Bucket, Key: marker?.Key, Body: '{"version":"6.6.6"}' }));
    await found(rig, address, false);
    const [healed] = (await client.send(new ListObjectsV2Command({ Bucket, Prefix }))).Contents ?? [];
    await client.send(new DeleteObjectCommand({ Bucket, Key: healed?.Key }));
    await found(rig, address, false);
    const objects = (await client.send(new ListObjectsV2Command({ Bucket, Prefix }))).Contents ?? [];
    // The platform owns the bucket and not what tenants write: it cannot read it.
    const marked = new GetObjectCommand({ Bucket, Key: objects[0]?.Key });
    expect(await answer(client.send(marked))).toBe(denied);
    const body = await asTenant(rig, acmeCorp).send(marked);
    expect(JSON.parse((await body.Body?.transformToString()) ?? '')).toMatchObject({
      product: 'daily_revenue',
      version: '1.0.0',
      akili: { tenant: acmeCorp.id },
    });
  });

  test('a key, caps, a policy and a subuser that somebody gave a principal are found and taken away', async () => {
    const rig = rigOf();
    await applied(rig, both, products);
    const address = 'acme-corp/objects.principal/tenant-acme-corp';
    const plant: readonly (readonly string[])[] = [
      ['key', 'create', '--uid', 'tenant-acme-corp', '--access-key', 'STRAY', '--secret-key', 'stray'],
      ['caps', 'add', '--uid', 'tenant-acme-corp', '--caps', 'users=read'],
      ['subuser', 'create', '--uid', 'tenant-acme-corp', '--subuser', 'tenant-acme-corp:swift', '--access', 'full'],
      ['user', 'modify', '--uid', 'tenant-acme-corp', '--max-buckets', '5'],
      [
        ...['user', 'policy', 'put', '--uid', 'tenant-acme-corp', '--policy-name', 'wide'],
        ...['--policy-doc', '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}'],
      ],
    ];
    for (const command of plant) {
      if (command[1] === 'policy') await putUserPolicy(rig);
      else await running.access.admin(...command);
      await found(rig, address, true);
    }
  });

  async function putUserPolicy(rig: CephRig): Promise<void> {
    const { SignatureV4 } = await import('@smithy/signature-v4');
    const { Sha256 } = await import('@aws-crypto/sha256-js');
    const { hostname, port, host } = new URL(running.access.endpoint);
    const body = new URLSearchParams({
      Action: 'PutUserPolicy',
      UserName: 'tenant-acme-corp',
      PolicyName: 'wide',
      PolicyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
    }).toString();
    const signer = new SignatureV4({
      service: 's3',
      region: 'us-east-1',
      credentials: running.access.platform,
      sha256: Sha256,
    });
    const signed = await signer.sign({
      ...{ method: 'POST', protocol: 'http:', hostname, port: Number(port), path: '/', body },
      headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
    });
    const { host: _, ...headers } = signed.headers;
    expect((await fetch(`${running.access.endpoint}/`, { method: 'POST', headers, body })).status).toBe(200);
    const theirs = new ListObjectsV2Command({ Bucket, Prefix: globexHome });
    // This is what makes such a policy worth looking for.
    expect(await answer(asTenant(rig, acmeCorp).send(theirs))).toBe('ok');
  }

  test('a bucket that was opened by its access list is found and closed', async () => {
    const rig = rigOf();
    await applied(rig, both, products);
    await asPlatform().send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }));
    await found(rig, `platform/objects.bucket/${Bucket}`, true);
  });

  test("rules of others stay when a tenant's lifecycle changes", async () => {
    const rig = rigOf();
    await applied(rig, both, products);
    const client = asPlatform();
    const read = async () => (await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules ?? [];
    const byHand = { ID: 'by-hand', Status: 'Enabled', Filter: { Prefix: 'logs/' }, Expiration: { Days: 3 } } as const;
    const own = (await read()).filter(({ ID = '' }) => !ID.includes(acmeCorp.id));
    const LifecycleConfiguration = { Rules: [...own, byHand] };
    await client.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration }));
    await found(rig, `acme-corp/objects.lifecycle/${Bucket}/${acmeHome}`, false);
    expect((await read()).map(({ ID }) => ID)).toContain('by-hand');
  });

  test('a marker that is gone while data is there is known by the record of the last apply', async () => {
    const rig = rigOf();
    const desired = await applied(rig, both, products);
    const client = asPlatform();
    await client.send(new PutObjectCommand({ Bucket, Key: `${acmeHome}products/daily_revenue/data/part`, Body: 'x' }));
    const { Contents = [] } = await client.send(
      new ListObjectsV2Command({ Bucket, Prefix: `${acmeHome}products/daily_revenue.` }),
    );
    await client.send(new DeleteObjectCommand({ Bucket, Key: Contents[0]?.Key }));
    const prefix = desired.find(({ kind, tenant }) => kind === 'objects.prefix' && tenant.slug === 'acme-corp');
    const marks = async (context: CephRig['context']) =>
      (await look(context, desired)).observed.find(({ address }) => address === prefix?.address)?.mark;
    expect(await marks(rig.context)).toBeUndefined();
    const record = { address: prefix?.address ?? '', kind: 'objects.prefix', digest: 'sha256:old', dependsOn: [] };
    const recorded = (slug: string) => (slug === 'acme-corp' ? [record] : []);
    expect(await marks({ ...rig.context, recorded })).toEqual({ tenantId: acmeCorp.id, digest: 'sha256:old' });
  });
});

test('every class of change is made, and leaves nothing to do', async () => {
  const rig = rigOf();
  const states = [
    s3Objects.lower(rig.input(both, products)),
    s3Objects.lower(rig.input(both, [{ ...dailyRevenue, version: '3.0.0' }, product('acme-corp', 'sales', 'returns')])),
    s3Objects.lower(rigOf({ settings: { abandonedUploadDays: 21 } }).input([acmeCorp], products.slice(0, 1))),
    s3Objects.lower(rigOf({ state: { store: 's3' } }).input(both, products)),
  ];
  for (const desired of states) {
    await look(rig.context, desired, true);
    const { observed, differences } = await look(rig.context, desired);
    expect(differences).toEqual([]);
    expect(observed.map(({ address }) => address)).toEqual(desired.map(({ address }) => address));
  }
});

test('ten tenants that ten processes apply at once are all in the policy and the lifecycle', async () => {
  const ten = Array.from({ length: 10 }, (_, n): CompiledTenant => {
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    return { ...acmeCorp, slug: `number-${n}`, id };
  });
  const rig = rigOf({ tenants: ten });
  const desired = await applied(rig, [], []).then(() => s3Objects.lower(rig.input(ten, [])));
  await Promise.all(
    ten.map(async ({ slug, id }) => {
      const own = desired.filter(({ tenant }) => tenant.slug === slug).map((one) => ({ ...one, dependsOn: [] }));
      await look({ ...rig.context, tenants: [{ slug, id }] }, own, true, [{ slug, id }]);
    }),
  );
  expect((await look(rig.context, desired)).differences).toEqual([]);
});

test('with the own login alone a tenant sees its prefixes, and says what it cannot see', async () => {
  const rig = rigOf();
  await applied(rig, both, products);
  const secret: CephRig['context']['secret'] = (slug, reference, version) =>
    slug === 'platform' ? Promise.reject(new Error('not here')) : rig.context.secret(slug, reference, version);
  const connection = await s3Objects.connect({ ...rig.context, secret, reads: 'tenant' });
  const seen = await connection.inventory({ slug: acmeCorp.slug, id: acmeCorp.id }, new AbortController().signal);
  expect(seen.map(({ kind }) => kind)).toEqual(['objects.prefix']);
  expect(connection.unread).toEqual(['objects.principal', 'objects.access', 'objects.lifecycle']);
  await connection.close();
});
