import { notOurs, specDigest, type ResourceType } from '@akili/resource';
import { without } from './acl.ts';
import type { ControlAccessSpec } from './control-specs.ts';
import { runControl, type ControlRequest } from './control-request.ts';
import { controlGrantKey, expectedControlAccess, type ControlAccessValue } from './control-value.ts';
import { difference, isApplied, removal, same } from './difference.ts';
import { controlAccessKind } from './kinds.ts';
import type { LookupSession } from './session.ts';

/** A tenant's policies and grants on the shared tables; the mark is the comment of the owner's policies. */
export const controlAccessType: ResourceType<ControlAccessSpec, LookupSession> = {
  kind: controlAccessKind,
  rank: 60,
  expect: (desired) => expectedControlAccess(desired.spec),
  diff(desired, observed) {
    if (desired === undefined)
      return removal(observed, (tenantId) => {
        const request: ControlRequest = { do: 'dropControlAccess', tenantId };
        const summary = 'take back the way to the shared tables';
        return [{ summary, risk: 'security', credential: 'platform', request }];
      });
    const after = expectedControlAccess(desired.spec);
    const resource = desired as never;
    const stranger = notOurs(resource, observed, after);
    if (stranger !== undefined) return stranger;
    if (observed !== undefined && isApplied(resource, observed, after)) return undefined;
    const before = (observed?.value as ControlAccessValue | undefined) ?? { policies: [], grants: [] };
    const revoke = without(before.grants, after.grants, controlGrantKey);
    const stray = before.policies.filter((policy) => !after.policies.some((one) => same(one, policy)));
    const request: ControlRequest = { do: 'setControlAccess', spec: desired.spec, mark: specDigest(resource), revoke };
    const reasons = [
      ...(observed === undefined ? ['not there yet'] : []),
      ...stray.map(({ table, name }) => `policy ${name} on akili.${table} is not as declared`),
      ...revoke.map(({ table, privilege, to }) => `grant not declared: ${privilege} on akili.${table} to ${to}`),
    ];
    const summary = 'let the tenant reach its own rows of the shared tables, and no others';
    return difference(
      observed === undefined ? 'create' : 'update',
      reasons.length === 0 ? ['policies, grants or their mark are not as declared'] : reasons,
      observed,
      after,
      [{ summary, risk: 'security', credential: 'platform', request }],
      stray.length > 0 || revoke.length > 0,
    );
  },
  run: (session, step, signal) => runControl(session, step.request as ControlRequest, signal),
};
