import type { Json } from '@akili/model';
import { readAddress, specDigest, type OwnershipMark, type Resource, type ResourceType } from '@akili/resource';
import { differenceOf, type Wording } from './difference-of.ts';
import { etagOf, markerKey, markerStem, markerText, newestMarkers, productOf, readMarker } from './marker.ts';
import { unstoppable, type S3Session } from './s3-session.ts';

/** The prefix of a product's data; its marker says what lies there. The same spec as where objects are folders. */
export type PrefixSpec = {
  readonly bucket: string;
  readonly prefix: string;
  readonly tenant: string;
  readonly product: string;
  readonly version: string;
  readonly classification: string;
};

const textOf = (desired: Resource<PrefixSpec>): string =>
  markerText(desired.spec, { tenantId: desired.tenant.id, digest: specDigest(desired) });

const wording: Wording<PrefixSpec> = {
  noun: 'prefix',
  credential: 'tenant',
  expect: (desired) => ({ marker: etagOf(textOf(desired)) }),
  request: ({ spec }) => ({ body: spec }),
  removal: { risk: 'destructive', request: () => ({ op: 'remove' }) },
  createRisk: 'safe',
  judge: (before) => ({
    reason:
      (before as { readonly marker?: Json }).marker === null
        ? 'the marker is gone'
        : 'the marker describes another declaration',
    risk: 'safe',
  }),
};

export const prefix: ResourceType<PrefixSpec, S3Session> = {
  kind: 'objects.prefix',
  // After the access that its tenant writes with, and removed before it.
  rank: 25,
  expect: wording.expect,
  diff: (desired, observed) => differenceOf(wording, desired, observed),
  async run({ store, tenant, settings }, step, signal) {
    const address = readAddress(step.address);
    const head = `${settings.bucket}/`;
    const place =
      address?.tenant === tenant.slug && address.name.startsWith(head) ? address.name.slice(head.length) : '';
    const product = productOf(tenant.id, place);
    if (product === undefined) throw new Error(`${step.id} is not this session's`);
    const request = step.request as unknown as Request;
    const markers = async () => {
      const { objects } = await store.list(markerStem(tenant.id, product), { slash: true }, signal);
      return objects.flatMap((object) => readMarker(tenant.id, object) ?? []);
    };
    if (request.op === 'remove') {
      for (;;) {
        const { objects } = await store.list(place, { slash: false, limit: 1000 }, signal);
        if (objects.length === 0) break;
        await store.remove(
          objects.map(({ key }) => key),
          signal,
        );
      }
      // Last: until then the prefix says whose it is.
      const left = await markers();
      return await store.remove(
        left.map(({ object }) => object.key),
        unstoppable(signal),
      );
    }
    if (request.mark.tenantId !== tenant.id) throw new Error(`${step.id} is not this session's`);
    const text = markerText(request.body, request.mark);
    const there = await markers();
    const newest = newestMarkers(there).get(product);
    const whole = unstoppable(signal);
    const isRight = newest?.digest === request.mark.digest && newest.object.etag === etagOf(text);
    if (!isRight)
      await store.put(markerKey(tenant.id, product, (newest?.serial ?? 0) + 1, request.mark.digest), text, whole);
    const old = there.filter((marker) => !(isRight && marker === newest)).map(({ object }) => object.key);
    if (old.length > 0) await store.remove(old, whole);
  },
};

type Request =
  | { readonly op: 'write'; readonly mark: OwnershipMark; readonly body: { readonly [key: string]: Json } }
  | { readonly op: 'remove' };
