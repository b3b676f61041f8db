import type { Json } from '@akili/model';
import { EngineError, type OwnershipMark, type ResourceType } from '@akili/resource';
import type { AdminApi, StoreUser } from './admin-api.ts';
import { differenceOf, type Wording } from './difference-of.ts';
import { displayNameOf, keySign, readDisplayName } from './principal-mark.ts';
import { unstoppable, type S3Session } from './s3-session.ts';

/** Who a tenant is at the store: a user without buckets, with a key for each version of the secret that is accepted. */
export type PrincipalSpec = {
  readonly principal: string;
  readonly reference: string;
  readonly version: string;
  readonly previous: string | null;
  /** An archived tenant's keys open nothing, not even what it owns. */
  readonly suspended: boolean;
};

/** What an inventory reports of a user. */
export type PrincipalValue = {
  readonly principal: string;
  /** Versions of the secret whose keys are accepted, sorted; `unknown` for a key that nobody declared. */
  readonly keys: readonly string[];
  readonly suspended: boolean;
  /** What lets the user past the policy: caps, subusers, policies of its own, buckets of its own. Sorted. */
  readonly beside: readonly string[];
};

export function principalValue(
  principal: string,
  tenantId: string,
  user: StoreUser,
  policies: readonly string[],
): PrincipalValue {
  const versions = readDisplayName(user.displayName)?.versions ?? new Map<string, string>();
  return {
    principal,
    keys: user.accessKeys.map((key) => versions.get(keySign(tenantId, key)) ?? 'unknown').sort(),
    suspended: user.suspended,
    beside: [
      ...user.caps.map((cap) => `caps ${cap}`),
      ...user.subusers.map((name) => `subuser ${name}`),
      ...policies.map((name) => `policy ${name}`),
      ...(user.isPrivileged ? ['system user'] : []),
      ...(user.maxBuckets < 0 ? [] : ['may make buckets']),
    ].sort(),
  };
}

const wording: Wording<PrincipalSpec> = {
  noun: 'principal',
  credential: 'platform',
  expect: ({ spec }): PrincipalValue => ({
    principal: spec.principal,
    keys: [...new Set([spec.version, ...(spec.previous === null ? [] : [spec.previous])])].sort(),
    suspended: spec.suspended,
    beside: [],
  }),
  request: ({ spec }) => ({ ...spec }),
  removal: { risk: 'security', request: ({ name }) => ({ op: 'remove', principal: name }) },
  createRisk: 'security',
  judge(live, wanted) {
    const [before, after] = [live, wanted] as [PrincipalValue, PrincipalValue];
    const more = before.keys.filter((key) => !after.keys.includes(key));
    const less = after.keys.filter((key) => !before.keys.includes(key));
    const isAwake = after.suspended && !before.suspended;
    const reasons = [
      ...(less.length > 0 ? [`key of version ${less.join(', ')} is not accepted yet`] : []),
      ...(more.length > 0 ? [`key of version ${more.join(', ')} is still accepted`] : []),
      ...(before.suspended === after.suspended ? [] : [isAwake ? 'it is not suspended' : 'it is suspended']),
      ...before.beside.map((one) => `it has ${one}`),
    ];
    const foreign = more.length > 0 || isAwake || before.beside.length > 0;
    return { reason: reasons.join('; ') || 'it differs', risk: 'security', foreign };
  },
};

export const principal: ResourceType<PrincipalSpec, S3Session> = {
  kind: 'objects.principal',
  rank: 10,
  expect: wording.expect,
  diff: (desired, observed) => differenceOf(wording, desired, observed),
  async run(session, step, signal) {
    const { admin, tenant } = session;
    if (admin === undefined) throw new Error(`${step.id} needs the platform's login`);
    const request = step.request as unknown as Request;
    if (!step.address.endsWith(`/${request.principal}`)) throw new Error(`${step.id} names another principal`);
    const whole = unstoppable(signal);
    if (request.op === 'remove') return await admin.removeUser(request.principal, whole);
    if (request.mark.tenantId !== tenant.id) throw new Error(`${step.id} is not this session's`);
    await writeUser(session, admin, request, whole);
  },
};

type WriteRequest = PrincipalSpec & { readonly op: 'write'; readonly mark: OwnershipMark };
type Request = WriteRequest | { readonly op: 'remove'; readonly principal: string };

/** The key of the new version and the mark go in with one request; what is wanted no more is taken away after it. */
async function writeUser(
  session: S3Session,
  admin: AdminApi,
  request: WriteRequest,
  signal: AbortSignal,
): Promise<void> {
  const { id } = session.tenant;
  const { principal: uid, reference, version, previous, suspended, mark } = request;
  const key = await session.keys(reference, version);
  const versions = new Map([[keySign(id, key.accessKeyId), version]]);
  const live = await admin.user(uid, signal);
  const known = live === undefined ? undefined : readDisplayName(live.displayName);
  if (live !== undefined && known?.mark.tenantId !== id)
    throw new EngineError(`The user \`${uid}\` exists and is not akili's.`);
  // The key of the version before stays as it is; only where it is not there any more its value is needed.
  let second: typeof key | undefined;
  if (previous !== null && previous !== version) {
    const sign = [...(known?.versions ?? [])].find((entry) => entry[1] === previous)?.[0];
    const isThere = live?.accessKeys.some((accessKey) => keySign(id, accessKey) === sign) === true;
    second = isThere ? undefined : await session.keys(reference, previous);
    versions.set(second === undefined ? (sign as string) : keySign(id, second.accessKeyId), previous);
  }
  const wanted = { uid, displayName: displayNameOf(mark, versions), suspended };
  if (second?.accessKeyId === key.accessKeyId)
    throw new EngineError(`Two versions of \`${reference}\` have the same access key.`);
  if (live === undefined) await admin.createUser({ ...wanted, key }, signal);
  else await admin.changeUser({ ...wanted, key }, signal);
  if (second !== undefined) await admin.changeUser({ ...wanted, key: second }, signal);
  const extra = (live?.accessKeys ?? []).filter((accessKey) => !versions.has(keySign(id, accessKey)));
  for (const accessKey of extra) await admin.removeKey(uid, accessKey, signal);
  if (live === undefined) return;
  if (live.caps.length > 0) await admin.removeCaps(uid, live.caps, signal);
  for (const subuser of live.subusers) await admin.removeSubuser(uid, subuser, signal);
  for (const policy of await admin.userPolicies(uid, signal)) await admin.removeUserPolicy(uid, policy, signal);
  if (live.isPrivileged)
    throw new EngineError(`\`${uid}\` is a system or admin user, which only radosgw-admin can take back.`);
}

/** For `accessValue` and the inventory: where a step's value is shown, as JSON. */
export function asJson(value: PrincipalValue): Json {
  return { ...value };
}
