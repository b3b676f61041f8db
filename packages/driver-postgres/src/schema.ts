import { notOurs, specDigest, type Resource, type ResourceType, type StepDraft } from '@akili/resource';
import { without } from './acl.ts';
import { changes, difference, isApplied, removal } from './difference.ts';
import { foreignInSchema } from './foreign-access.ts';
import { schemaKind } from './kinds.ts';
import { runSchema, type SchemaRequest } from './schema-request.ts';
import type { LookupSession } from './session.ts';
import type { SchemaSpec } from './specs.ts';
import { grantKey, type Grant, type SchemaValue } from './values.ts';

/** Schemas belong to the tenant's owner and are made by the platform's credential; the mark is the comment. */
export const schemaType: ResourceType<SchemaSpec, LookupSession> = {
  kind: schemaKind,
  rank: 30,
  expect: (desired) => expected(desired.spec),
  diff(desired, observed) {
    if (desired === undefined)
      return removal(observed, (tenantId) => [drop(observed!.name, (observed!.value as SchemaValue).owner, tenantId)]);
    const after = expected(desired.spec);
    const stranger = notOurs(desired as Resource<never>, observed, after);
    if (stranger !== undefined) return stranger;
    if (observed === undefined)
      return difference('create', ['not there yet'], observed, after, [
        { ...set(desired, after, after, `create schema ${desired.spec.schema}`), risk: 'safe' },
      ]);
    if (isApplied(desired as Resource<never>, observed, after)) return undefined;
    const before = observed.value as SchemaValue;
    const reasons = why(before, after);
    const step =
      reasons.length === 0
        ? {
            ...set(desired, before, after, `record what schema ${desired.spec.schema} was made from`),
            risk: 'safe' as const,
          }
        : set(desired, before, after, `change schema ${desired.spec.schema}: ${reasons.join('; ')}`);
    const said = reasons.length === 0 ? ['the mark is out of date'] : reasons;
    return difference('update', said, observed, after, [step], foreignInSchema(before, after));
  },
  run: (session, step, signal) => runSchema(session, step.request as SchemaRequest, signal),
};

function expected(spec: SchemaSpec): SchemaValue {
  return { owner: spec.owner, grants: spec.usage.map((to) => ({ to, privilege: 'USAGE' })), defaultPrivileges: [] };
}

function set(desired: Resource<SchemaSpec>, before: SchemaValue, after: SchemaValue, summary: string): StepDraft {
  const request: SchemaRequest = {
    do: 'setSchema',
    tenantId: desired.tenant.id,
    mark: specDigest(desired),
    schema: desired.spec,
    reown: before.owner !== after.owner,
    revoke: without(before.grants, after.grants, grantKey),
    undefault: before.defaultPrivileges,
  };
  return { summary, risk: 'security', credential: 'platform', request };
}

function drop(schema: string, owner: string, tenantId: string): StepDraft {
  const request: SchemaRequest = { do: 'dropSchema', tenantId, schema, owner };
  return { summary: `drop schema ${schema}`, risk: 'destructive', credential: 'platform', request };
}

function why(before: SchemaValue, after: SchemaValue): string[] {
  const reasons: string[] = [];
  if (before.owner !== after.owner) reasons.push(`owner ${before.owner} -> ${after.owner}`);
  const say = (grant: Grant): string => `${grant.privilege} to ${grant.to}`;
  const granted = changes(
    without(after.grants, before.grants, grantKey).map(say),
    without(before.grants, after.grants, grantKey).map(say),
  );
  if (granted !== undefined) reasons.push(`grants: ${granted}`);
  if (before.defaultPrivileges.length > 0)
    reasons.push(`default privileges not declared: ${before.defaultPrivileges.map(say).join(', ')}`);
  return reasons;
}
