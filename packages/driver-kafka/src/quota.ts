import { canonicalJson } from '@akili/model';
import type { Difference, ResourceType, StepDraft } from '@akili/resource';
import { cannot } from './cannot.ts';
import { change, ownName, type KafkaSession } from './kafka-session.ts';
import { isUnsupported, type QuotaSpec, type QuotaValue } from './specs.ts';
import { principalsOf } from './tenant-access.ts';

type QuotaRequest = { readonly user: string; readonly limits: { readonly [name: string]: number } };

/** What a login may use of each broker. Of users and never of client ids, which a client chooses itself. */
export const quotaType: ResourceType<QuotaSpec, KafkaSession> = {
  kind: 'events.quota',
  rank: 20,
  expect: (desired) => ({ limits: desired.spec.limits }),
  diff(desired, observed): Difference | undefined {
    const before = observed?.value as QuotaValue | undefined;
    if (desired === undefined) {
      if (observed?.mark === undefined || before === undefined || isUnsupported(before)) return undefined;
      const step = draft(`lift the limits of ${observed.name}`, { user: observed.name, limits: {} });
      return { op: 'delete', reason: 'no longer declared', before, after: null, steps: [step] };
    }
    const { user, limits } = desired.spec;
    const after: QuotaValue = { limits };
    const refused = cannot(before, after);
    if (refused !== undefined) return refused;
    if (before !== undefined && canonicalJson(before) === canonicalJson(after)) return undefined;
    const said = Object.entries(limits).map(([name, value]) => `${name} ${value}`);
    const step = draft(`limit ${user}: ${said.join(', ')}`, { user, limits });
    if (before === undefined) return { op: 'create', reason: 'not there yet', before: null, after, steps: [step] };
    return { op: 'update', reason: 'the limits changed', before, after, steps: [step] };
  },
  async run(session, step, signal) {
    const { user, limits } = step.request as QuotaRequest;
    if (!principalsOf(session.tenant.slug).includes(`User:${user}`)) ownName(session, user, ' ');
    await change(session, signal, (admin) => admin.setQuota(user, limits));
  },
};

function draft(summary: string, request: QuotaRequest): StepDraft {
  return { summary, risk: 'safe', credential: 'platform', request };
}
