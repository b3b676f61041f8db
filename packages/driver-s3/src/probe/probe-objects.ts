import { tenantPrefix } from '@akili/model';
import { probed, specDigest, takenAway, type ProbeContext, type ProbeFinding, type ProbeTarget } from '@akili/resource';
import { stateFolder } from '../access.ts';
import { markerKey, productOf } from '../marker.ts';
import type { OpenClient } from '../open-client.ts';
import { ask, type Asking } from './ask.ts';

/** Where the bucket is, and which objects of others are worth a try. */
export interface ProbedBucket {
  readonly bucket: string;
  readonly environment: string;
  readonly endpoint: string;
  readonly timeoutMs: number;
  readonly keysOf: (target: ProbeTarget) => Promise<readonly string[]>;
  /** Removes an object of the probe with the platform's login, should the tenant's write it and not remove it. */
  readonly sweep: (key: string) => Promise<void>;
}

/** The markers that the first apply of a tenant's products writes. */
export function derivedKeys(target: ProbeTarget): readonly string[] {
  const { id } = target.tenant;
  return probed(target, 'objects.prefix').flatMap((resource) => {
    const product = productOf(id, resource.name.slice(resource.name.indexOf('/') + 1));
    return product === undefined ? [] : [markerKey(id, product, 1, specDigest(resource))];
  });
}

/**
 * Tries with a tenant's keys to list, read, write and open what lies under other tenants' prefixes, and to read and
 * write the policy of the bucket. The only object that could come to be has the probe's own name and is removed; the
 * policy that is sent is none, so that no store takes it.
 */
export async function probeObjects(
  opened: OpenClient,
  probe: ProbeContext,
  place: ProbedBucket,
): Promise<readonly ProbeFinding[]> {
  const asking = { endpoint: place.endpoint, timeoutMs: place.timeoutMs, signal: probe.signal };
  const findings: ProbeFinding[] = [];
  for (const target of probe.others) findings.push(...(await tryTenant(opened, probe, place, target, asking)));
  const first = probe.others[0]?.tenant.slug;
  if (first !== undefined) findings.push(...(await tryBucket(opened, place.bucket, first, asking)));
  return findings;
}

async function tryTenant(
  { sdk, client }: OpenClient,
  { nonce }: ProbeContext,
  { bucket: Bucket, environment, keysOf, sweep }: ProbedBucket,
  target: ProbeTarget,
  asking: Asking,
): Promise<readonly ProbeFinding[]> {
  const { slug: other, id } = target.tenant;
  const home = tenantPrefix(id);
  const state = `${stateFolder}${environment}/${other}/`;
  const own = `${home}akili-probe-${nonce}`;
  const list = (Prefix: string, what: string): Promise<ProbeFinding> =>
    ask(asking, { other, action: 'list', what, name: Prefix }, async (options) => {
      const { KeyCount = 0 } = await client.send(new sdk.ListObjectsV2Command({ Bucket, Prefix, MaxKeys: 1 }), options);
      return KeyCount > 0 ? 'keys came back' : 'it may be listed; nothing lies there';
    });
  const read = (Key: string, what: string): Promise<ProbeFinding> =>
    ask(asking, { other, action: 'read', what, name: Key }, async (options) => {
      const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket, Key, Range: 'bytes=0-0' }), options);
      await Body?.transformToByteArray();
      return 'its content came back';
    });
  const findings = [await list(home, 'its prefix'), await list(state, 'its state')];
  for (const key of await keysOf(target)) findings.push(await read(key, 'an object'));
  findings.push(await read(`${state}state.json`, 'its state'));
  findings.push(
    await ask(asking, { other, action: 'write', what: 'a new object', name: own }, async (options) => {
      await client.send(new sdk.PutObjectCommand({ Bucket, Key: own, Body: '', IfNoneMatch: '*' }), options);
      const remove = () => client.send(new sdk.DeleteObjectCommand({ Bucket, Key: own }), options);
      return `an object could be written; ${await takenAway(remove, () => sweep(own))}`;
    }),
    // Of a name that nobody has: whoever may remove is told that it is gone.
    await ask(asking, { other, action: 'write', what: 'the removal of an object', name: own }, async (options) => {
      await client.send(new sdk.DeleteObjectCommand({ Bucket, Key: own }), options);
      return 'objects could be removed';
    }),
    await ask(asking, { other, action: 'grant', what: 'the access list of an object', name: own }, async (options) => {
      await client.send(new sdk.PutObjectAclCommand({ Bucket, Key: own, ACL: 'private' }), options);
      return 'access lists could be written';
    }),
  );
  return findings;
}

/** The bucket's own rights reach everybody; they are told with the first of the others. */
async function tryBucket(
  { sdk, client }: OpenClient,
  Bucket: string,
  other: string,
  asking: Asking,
): Promise<readonly ProbeFinding[]> {
  const policy = { other, what: 'the policy of the bucket', name: Bucket };
  const whole = { other, action: 'list', name: Bucket } as const;
  return [
    await ask(asking, { ...whole, what: 'the whole bucket' }, async (options) => {
      await client.send(new sdk.ListObjectsV2Command({ Bucket, MaxKeys: 1 }), options);
      return 'it may be listed';
    }),
    await ask(asking, { ...whole, what: 'the uploads in progress' }, async (options) => {
      await client.send(new sdk.ListMultipartUploadsCommand({ Bucket, MaxUploads: 1 }), options);
      return 'their keys are shown';
    }),
    await ask(asking, { ...policy, action: 'list' }, async (options) => {
      await client.send(new sdk.GetBucketPolicyCommand({ Bucket }), options);
      return 'it names every tenant';
    }),
    await ask(
      asking,
      { ...policy, action: 'grant' },
      async (options) => {
        await client.send(new sdk.PutBucketPolicyCommand({ Bucket, Policy: 'akili-probe' }), options);
        return 'it may be written';
      },
      {
        MalformedPolicy: 'it may be written',
        InvalidArgument: 'it may be written',
        InvalidRequest: 'it may be written',
      },
    ),
  ];
}
