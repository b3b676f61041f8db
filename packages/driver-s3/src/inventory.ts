import { namePattern, principalName, productPrefix } from '@akili/model';
import {
  addressOf,
  byAddress,
  objectsBucketAddress,
  objectsPrefixAddress,
  platformId,
  platformSlug,
  type Observed,
  type OwnershipMark,
  type StateRecord,
  type TenantIdentity,
} from '@akili/resource';
import { digestOf } from '@akili/model';
import { accessValue, stateFolder } from './access.ts';
import type { AdminApi } from './admin-api.ts';
import { markOf } from './bucket.ts';
import type { SharedDocuments } from './shared-documents.ts';
import { ruleMark, ruleValue } from './lifecycle.ts';
import { accessName } from './lower.ts';
import { markersPrefix, newestMarkers, readMarker } from './marker.ts';
import type { ObjectStore } from './object-store.ts';
import { principalValue, asJson } from './principal.ts';
import { readDisplayName } from './principal-mark.ts';
import { readSid, type LiveStatement } from './statement.ts';

/** What a tenant has under `products/`: one request. Needs no more than the tenant's own login. */
export async function readPrefixes(
  tenant: TenantIdentity,
  bucket: string,
  store: ObjectStore,
  recorded: readonly StateRecord[],
  signal: AbortSignal,
): Promise<readonly Observed[]> {
  const { objects, folders } = await store.list(markersPrefix(tenant.id), { slash: true }, signal);
  const records = new Map(recorded.map(({ address, digest }) => [address, digest]));
  const observed = (prefix: string, marker: string | null, mark: OwnershipMark | undefined): Observed => {
    const address = objectsPrefixAddress(tenant.slug, bucket, prefix);
    const record = records.get(address);
    return {
      ...{ address, kind: 'objects.prefix', name: `${bucket}/${prefix}`, value: { marker } },
      mark: mark ?? (record === undefined ? undefined : { tenantId: tenant.id, digest: record }),
    };
  };
  const markers = objects.map((object) => ({ object, marker: readMarker(tenant.id, object) }));
  const newest = newestMarkers(markers.flatMap(({ marker }) => marker ?? []));
  const strays = markers.filter(({ marker }) => marker === undefined).map(({ object }) => object.key);
  const unmarked = folders.flatMap((folder) => {
    const product = folder.slice(markersPrefix(tenant.id).length, -1);
    if (newest.has(product)) return [];
    return [namePattern.test(product) ? productPrefix(tenant.id, product) : folder];
  });
  return [
    ...[...newest.values()].map(({ product, digest, object }) =>
      observed(productPrefix(tenant.id, product), object.etag, { tenantId: tenant.id, digest }),
    ),
    ...[...strays, ...unmarked].map((place) => observed(place, null, undefined)),
  ].sort(byAddress);
}

/** A tenant's user: two requests. */
export async function readPrincipal(
  tenant: TenantIdentity,
  admin: AdminApi,
  signal: AbortSignal,
): Promise<readonly Observed[]> {
  const name = principalName(tenant.slug);
  const [user, policies] = await Promise.all([admin.user(name, signal), admin.userPolicies(name, signal)]);
  if (user === undefined) return [];
  return [
    {
      ...{ address: addressOf(tenant.slug, 'objects.principal', name), kind: 'objects.principal', name },
      value: asJson(principalValue(name, tenant.id, user, policies)),
      mark: readDisplayName(user.displayName)?.mark,
    },
  ];
}

/** What the documents that all tenants share say of one owner. */
export function readShared(
  { slug, id }: TenantIdentity,
  bucket: string,
  { statements, rules }: SharedDocuments,
): readonly Observed[] {
  const name = slug === platformSlug ? bucket : accessName(bucket, id);
  const own = statements.filter(({ sid }) => readSid(sid)?.tenantId === id);
  const ownRules = rules.filter((rule) => ruleMark(rule)?.tenantId === id);
  return [
    ...(own.length === 0
      ? []
      : [
          {
            ...{ address: addressOf(slug, 'objects.access', name), kind: 'objects.access', name },
            value: accessValue(own.map(({ statement }) => statement)),
            mark: oneMark(own.map(({ sid }) => readSid(sid) as OwnershipMark)),
          },
        ]),
    ...(ownRules.length === 0
      ? []
      : [
          {
            ...{ address: addressOf(slug, 'objects.lifecycle', name), kind: 'objects.lifecycle', name },
            value: ruleValue(ownRules),
            mark: oneMark(ownRules.map((rule) => ruleMark(rule) as OwnershipMark)),
          },
        ]),
  ];
}

/** The bucket, and statements that nobody declared: they carry no mark, so they are told and never touched. */
export async function readBucket(
  bucket: string,
  tenants: readonly TenantIdentity[],
  store: ObjectStore,
  shared: SharedDocuments,
  recorded: readonly StateRecord[],
  signal: AbortSignal,
): Promise<readonly Observed[]> {
  const tags = await store.tags(signal);
  if (tags === 'missing') return [];
  const address = objectsBucketAddress(bucket);
  const record = recorded.find((one) => one.address === address);
  const mark = markOf(tags) ?? (record && { tenantId: platformId, digest: record.digest });
  // A run that was killed between making the bucket and tagging it leaves one without anything in it but the state.
  if (mark === undefined && (await isUntouched(store, shared, signal))) return [];
  const grantees = await store.grantees(signal);
  const known = new Set([platformId, ...tenants.map(({ id }) => id)]);
  const foreign = shared.statements.filter(({ sid }) => !known.has(readSid(sid)?.tenantId ?? ''));
  return [
    { address, kind: 'objects.bucket', name: bucket, value: { bucket, grantees }, mark },
    ...readShared({ slug: platformSlug, id: platformId }, bucket, shared),
    ...foreign.map((one) => foreignStatement(bucket, one)),
  ].sort(byAddress);
}

function foreignStatement(bucket: string, { sid, statement }: LiveStatement): Observed {
  const name = `${bucket}/statement ${sid ?? 'without Sid'} ${digestOf(statement).slice('sha256:'.length, 19)}`;
  const address = addressOf(platformSlug, 'objects.access', name);
  return { address, kind: 'objects.access', name, value: accessValue([statement]), mark: undefined };
}

async function isUntouched(store: ObjectStore, { statements }: SharedDocuments, signal: AbortSignal): Promise<boolean> {
  if (statements.length > 0) return false;
  const { objects, folders } = await store.list('', { slash: true, limit: 2 }, signal);
  // The state may lie in the bucket, whose first lease is taken before the first step.
  return objects.length === 0 && folders.every((folder) => folder === stateFolder);
}

/** Marks of things that are written together; where they differ, none of them is right. */
function oneMark(marks: readonly OwnershipMark[]): OwnershipMark {
  const [first] = marks as readonly [OwnershipMark];
  return marks.every(({ digest }) => digest === first.digest) ? first : { ...first, digest: 'mixed' };
}
