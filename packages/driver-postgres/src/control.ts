import { notOurs, specDigest, type ResourceType } from '@akili/resource';
import type { ControlSpec } from './control-specs.ts';
import { runControl, type ControlRequest } from './control-request.ts';
import { expectedControl, type ControlValue } from './control-value.ts';
import { difference, isApplied, removal, same } from './difference.ts';
import { controlKind } from './kinds.ts';
import type { LookupSession } from './session.ts';

/** A table that all tenants share, under row security: made by the platform, which lets nobody in itself. */
export const controlType: ResourceType<ControlSpec, LookupSession> = {
  kind: controlKind,
  rank: 30,
  expect: (desired) => expectedControl(desired.spec),
  diff(desired, observed) {
    if (desired === undefined) {
      const request: ControlRequest = { do: 'dropControl', table: observed?.name.slice('akili.'.length) ?? '' };
      const summary = `drop table ${observed?.name} with its data`;
      return removal(observed, () => [{ summary, risk: 'destructive', credential: 'platform', request }]);
    }
    const after = expectedControl(desired.spec);
    const resource = desired as never;
    const stranger = notOurs(resource, observed, after);
    if (stranger !== undefined) return stranger;
    if (observed !== undefined && isApplied(resource, observed, after)) return undefined;
    const before = (observed?.value as ControlValue | undefined) ?? after;
    const reasons = observed === undefined ? ['not there yet'] : why(before, after);
    const { policies, grants } = before;
    const mark = specDigest(resource);
    const request: ControlRequest = {
      do: 'setControl',
      spec: desired.spec,
      mark,
      dropPolicies: policies,
      revoke: grants,
    };
    const foreign = policies.length > 0 || grants.length > 0 || before.rowSecurity !== after.rowSecurity;
    const op = observed === undefined ? 'create' : 'update';
    const summary = `${op === 'create' ? 'create' : 'set'} shared table ${desired.name} with row security`;
    const risk = foreign ? 'security' : 'safe';
    return difference(op, reasons, observed, after, [{ summary, risk, credential: 'platform', request }], foreign);
  },
  run: (session, step, signal) => runControl(session, step.request as ControlRequest, signal),
};

function why(before: ControlValue, after: ControlValue): readonly string[] {
  const reasons = [
    ...(before.rowSecurity === after.rowSecurity ? [] : [`row security ${before.rowSecurity} -> forced`]),
    ...(before.policies.length === 0 ? [] : [`policies not declared: ${before.policies.join(', ')}`]),
    ...before.grants.map(({ privilege, to }) => `grants not declared: ${privilege} to ${to}`),
    ...(same(before.columns, after.columns) ? [] : ['columns']),
  ];
  return reasons.length === 0 ? ['the mark is out of date'] : reasons;
}
