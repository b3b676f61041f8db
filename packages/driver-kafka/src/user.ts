import { canonicalJson } from '@akili/model';
import { specDigest, type Difference, type Resource, type ResourceType, type StepDraft } from '@akili/resource';
import { cannot } from './cannot.ts';
import { change, ownName, type KafkaSession } from './kafka-session.ts';
import { isUnsupported, type ScramMechanism, type UserSpec, type UserValue } from './specs.ts';
import { principalsOf } from './tenant-access.ts';

type UserRequest =
  | {
      readonly op: 'set';
      readonly user: string;
      readonly mechanism: ScramMechanism;
      readonly iterations: number;
      readonly reference: string;
      readonly version: string;
    }
  | { readonly op: 'delete'; readonly user: string };

/**
 * A tenant's login. Passwords cannot be read back, so the version that was applied stands in the state: without a
 * record the password is set again, which changes nothing where it was right.
 */
export const userType: ResourceType<UserSpec, KafkaSession> = {
  kind: 'events.user',
  rank: 10,
  expect: (desired) => expected(desired.spec),
  diff(desired, observed): Difference | undefined {
    const before = observed?.value as UserValue | undefined;
    if (desired === undefined) {
      if (observed?.mark === undefined || before === undefined || isUnsupported(before)) return undefined;
      const step = draft(`delete login ${observed.name}`, { op: 'delete', user: observed.name });
      return { op: 'delete', reason: 'no longer declared', before, after: null, steps: [step] };
    }
    const { spec } = desired;
    const after = expected(spec);
    const refused = cannot(before, after);
    if (refused !== undefined) return refused;
    const { user, mechanism, iterations, reference, version } = spec;
    const request: UserRequest = { op: 'set', user, mechanism, iterations, reference, version };
    if (observed === undefined || before === undefined) {
      const steps = [draft(`create login ${user} by ${mechanism}`, request)];
      return { op: 'create', reason: 'not there yet', before: null, after, steps };
    }
    const same = canonicalJson(before) === canonicalJson(after);
    if (same && observed.mark?.digest === specDigest(desired as Resource)) return undefined;
    const reason = same ? 'the password is not recorded as this version' : 'the mechanism changed';
    return { op: 'update', reason, before, after, steps: [draft(`set the password of login ${user}`, request)] };
  },
  async run(session, step, signal) {
    const request = step.request as UserRequest;
    if (!principalsOf(session.tenant.slug).includes(`User:${request.user}`)) ownName(session, request.user, ' ');
    if (request.op === 'delete') return await change(session, signal, (admin) => admin.deleteUser(request.user));
    const { user, mechanism, iterations, reference, version } = request;
    const password = await session.password(user, reference, version);
    await change(session, signal, (admin) => admin.setUser({ user, password, mechanism, iterations }));
  },
};

function expected({ mechanism, iterations, shown }: UserSpec): UserValue {
  return shown === 'listed' ? { listed: true } : { credentials: [{ mechanism, iterations }] };
}

function draft(summary: string, request: UserRequest): StepDraft {
  return { summary, risk: 'security', credential: 'platform', request };
}
