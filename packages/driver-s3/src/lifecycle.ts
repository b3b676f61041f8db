import { canonicalJson, tenantPrefix, type Json } from '@akili/model';
import type { Observed, OwnershipMark, ResourceType } from '@akili/resource';
import { differenceOf, type Wording } from './difference-of.ts';
import type { LifecycleRule } from './object-store.ts';
import { unstoppable, type S3Session } from './s3-session.ts';

/**
 * What the store clears away under a tenant's prefix: parts of uploads that were never finished. Nobody may list
 * those, so nobody else would ever find them. The rule's id carries the mark.
 */
export type LifecycleSpec = { readonly bucket: string; readonly prefix: string; readonly abandonedUploadDays: number };

/** A rule without its id, as the inventory reports it. */
export function ruleValue(rules: readonly LifecycleRule[]): { readonly rules: readonly Json[] } {
  const bodies = rules.map(({ ID: _, ...body }) => JSON.parse(canonicalJson(body as Json)) as Json);
  return { rules: bodies.toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1)) };
}

/** The mark in a rule's id. */
export function ruleMark({ ID = '' }: LifecycleRule): OwnershipMark | undefined {
  const match = /^akili-([0-9a-f-]{36})-([0-9a-f]{64})$/.exec(ID);
  return match === null ? undefined : { tenantId: match[1] as string, digest: `sha256:${match[2]}` };
}

function ruleOf({ prefix, abandonedUploadDays }: Omit<LifecycleSpec, 'bucket'>): LifecycleRule {
  return {
    Status: 'Enabled',
    Filter: { Prefix: prefix },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: abandonedUploadDays },
  };
}

const wording: Wording<LifecycleSpec> = {
  noun: 'lifecycle of',
  credential: 'platform',
  expect: ({ spec }) => ruleValue([ruleOf(spec)]),
  request: ({ spec }) => ({ days: spec.abandonedUploadDays }),
  removal: { risk: 'safe', request: (_: Observed) => ({ op: 'remove' }) },
  createRisk: 'safe',
  judge: () => ({ reason: 'the rule is another', risk: 'safe' }),
};

export const lifecycle: ResourceType<LifecycleSpec, S3Session> = {
  kind: 'objects.lifecycle',
  rank: 23,
  expect: wording.expect,
  diff: (desired, observed) => differenceOf(wording, desired, observed),
  async run(session, step, signal) {
    const request = step.request as unknown as Request;
    const { id } = session.tenant;
    const whole = unstoppable(signal);
    await session.alone(whole, async () => {
      const live = await session.store.lifecycle(whole);
      const others = live.filter((rule) => ruleMark(rule)?.tenantId !== id);
      if (request.op === 'remove') {
        if (others.length < live.length) await session.store.putLifecycle(others, whole);
        return;
      }
      const { mark, days } = request;
      if (mark.tenantId !== id) throw new Error(`${step.id} is not this session's`);
      const ID = `akili-${id}-${mark.digest.replace('sha256:', '')}`;
      const rule = { ID, ...ruleOf({ prefix: tenantPrefix(id), abandonedUploadDays: days }) };
      await session.store.putLifecycle([...others, rule], whole);
    });
  },
};

type Request =
  { readonly op: 'write'; readonly mark: OwnershipMark; readonly days: number } | { readonly op: 'remove' };
