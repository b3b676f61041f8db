import { canonicalJson } from '@akili/model';
import type { Difference, Resource, ResourceType, StepDraft } from '@akili/resource';
import { withoutAcls, writeAcl, type Acl } from './acl.ts';
import { aclDigest } from './foreign-acls.ts';
import { change, ownName, type KafkaSession } from './kafka-session.ts';
import type { AccessSpec, AccessValue } from './specs.ts';
import { prefixOf, principalsOf } from './tenant-access.ts';

type AccessRequest =
  | { readonly op: 'allow'; readonly acls: readonly Acl[] }
  | { readonly op: 'revoke'; readonly acls: readonly Acl[] }
  /** By digest: the ACL of another tenant's login is named in nobody's plan. */
  | { readonly op: 'expel'; readonly prefix: string; readonly digests: readonly string[] };

/**
 * Who may reach the tenant's names: the ACLs of its own logins, and everything that lets somebody else in (a prefix
 * without the dot, a `*`, another principal), which is removed.
 */
export const accessType: ResourceType<AccessSpec, KafkaSession> = {
  kind: 'events.access',
  // After the logins and before the topics: a name is guarded before it is there.
  rank: 60,
  expect: (desired) => expected(desired.spec),
  diff(desired, observed): Difference | undefined {
    const before = observed?.value as AccessValue | undefined;
    if (desired === undefined) {
      if (observed?.mark === undefined || before === undefined) return undefined;
      const steps = [...revoke(before.acls), ...expel(observed.name, before)];
      return { op: 'delete', reason: 'no longer declared', before, after: null, steps };
    }
    return difference(desired, before);
  },
  run: (session, step, signal) =>
    change(session, signal, async (admin) => {
      const request = step.request as AccessRequest;
      const { slug } = session.tenant;
      if (request.op === 'expel') {
        ownName(session, request.prefix, prefixOf(slug));
        const digests = new Set(request.digests);
        return await admin.deleteAcls(
          (await admin.aclsAbout(request.prefix)).filter((acl) => digests.has(aclDigest(acl))),
        );
      }
      for (const { principal } of request.acls)
        if (!principalsOf(slug).includes(principal)) ownName(session, principal, ' ');
      if (request.op === 'revoke') return await admin.deleteAcls(request.acls);
      for (const { name } of request.acls) ownName(session, name, prefixOf(slug));
      await admin.createAcls(request.acls);
    }),
};

function expected(spec: AccessSpec): AccessValue {
  return { acls: spec.acls, foreign: [] };
}

function difference(desired: Resource<AccessSpec>, before: AccessValue | undefined): Difference | undefined {
  const { spec } = desired;
  const after = expected(spec);
  if (before !== undefined && canonicalJson(before) === canonicalJson(after)) return undefined;
  const missing = withoutAcls(after.acls, before?.acls ?? []);
  const extra = withoutAcls(before?.acls ?? [], after.acls);
  const foreign = before?.foreign ?? [];
  const steps = [
    ...(missing.length === 0
      ? []
      : [draft(`allow ${spec.prefix}… to the tenant's logins: ${words(missing)}`, { op: 'allow', acls: missing })]),
    ...revoke(extra),
    ...(before === undefined ? [] : expel(spec.prefix, before)),
  ];
  if (before === undefined) return { op: 'create', reason: 'not there yet', before: null, after, steps };
  const reasons = [
    ...missing.map((acl) => `missing: ${writeAcl(acl)}`),
    ...extra.map((acl) => `not declared: ${writeAcl(acl)}`),
    ...foreign.map(({ text }) => `foreign: ${text}`),
  ];
  // Taking away what a DENY forbids gives access nobody has: it is a change, and no foreign access.
  const open = foreign.length > 0 || extra.some(({ permission }) => permission === 'ALLOW');
  return { op: 'update', reason: reasons.join('; '), before, after, steps, ...(open ? { foreign: true } : {}) };
}

function revoke(acls: readonly Acl[]): readonly StepDraft[] {
  if (acls.length === 0) return [];
  return [draft(`revoke from the tenant's logins: ${words(acls)}`, { op: 'revoke', acls })];
}

function expel(prefix: string, { foreign }: AccessValue): readonly StepDraft[] {
  if (foreign.length === 0) return [];
  const summary = `remove foreign access to ${prefix}…: ${foreign.map(({ text }) => text).join('; ')}`;
  return [draft(summary, { op: 'expel', prefix, digests: foreign.map(({ digest }) => digest) })];
}

/** `TOPIC READ, WRITE; GROUP READ`: what the ACLs are about, each said once. */
function words(acls: readonly Acl[]): string {
  const byResource = new Map<string, Set<string>>();
  for (const { resource, pattern, name, operation } of acls) {
    const key = pattern === 'PREFIXED' ? resource : `${resource} ${name}`;
    byResource.set(key, (byResource.get(key) ?? new Set()).add(operation));
  }
  return [...byResource].map(([resource, operations]) => `${resource} ${[...operations].join(', ')}`).join('; ');
}

function draft(summary: string, request: AccessRequest): StepDraft {
  return { summary, risk: 'security', credential: 'platform', request };
}
