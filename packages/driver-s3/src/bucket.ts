import type { Json } from '@akili/model';
import { EngineError, platformSlug, type OwnershipMark, type ResourceType } from '@akili/resource';
import { lockKey } from './document-lock.ts';
import { differenceOf, type Wording } from './difference-of.ts';
import type { Tags } from './object-store.ts';
import { unstoppable, type S3Session } from './s3-session.ts';

/** The bucket of all tenants. Its tags carry the mark. */
export type BucketSpec = { readonly bucket: string };

const ownerTag = 'akili-tenant';
const digestTag = 'akili-digest';

/** The mark in a bucket's tags. */
export function markOf(tags: Tags): OwnershipMark | undefined {
  const tenantId = tags[ownerTag];
  const digest = tags[digestTag];
  return tenantId === undefined || digest === undefined ? undefined : { tenantId, digest };
}

const wording: Wording<BucketSpec> = {
  noun: 'bucket',
  credential: 'platform',
  expect: ({ spec }) => ({ bucket: spec.bucket, grantees: [] }),
  request: () => ({}),
  removal: { risk: 'destructive', request: () => ({ op: 'remove' }) },
  createRisk: 'safe',
  judge: (before) => {
    const grantees = (before as { readonly grantees?: readonly Json[] }).grantees ?? [];
    const reason = `its access list names ${grantees.length} beside the owner`;
    return { reason, risk: 'security', foreign: grantees.length > 0 };
  },
};

export const bucket: ResourceType<BucketSpec, S3Session> = {
  kind: 'objects.bucket',
  rank: 20,
  expect: wording.expect,
  diff: (desired, observed) => differenceOf(wording, desired, observed),
  async run({ store, tenant, settings }, step, signal) {
    if (tenant.slug !== platformSlug || !step.address.endsWith(`/${settings.bucket}`))
      throw new EngineError('Only the bucket that akili.yaml names is made or removed.');
    const request = step.request as unknown as Request;
    const whole = unstoppable(signal);
    if (request.op === 'remove') {
      // Ours, and nothing that anybody misses: it must not keep an empty bucket.
      if ((await store.tags(whole)) !== 'missing') await store.remove([lockKey], whole);
      return await store.removeBucket(whole);
    }
    const tags = await store.tags(whole);
    // Ceph takes a second creation for somebody else's where the access list was changed in between.
    if (tags === 'missing') await store.createBucket(whole);
    const others = tags === 'missing' ? {} : tags;
    if ((await store.grantees(whole)).length > 0) await store.makePrivate(whole);
    await store.putTags({ ...others, [ownerTag]: request.mark.tenantId, [digestTag]: request.mark.digest }, whole);
  },
};

type Request = { readonly op: 'write'; readonly mark: OwnershipMark } | { readonly op: 'remove' };
