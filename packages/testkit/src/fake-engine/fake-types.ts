import { EngineError, specDigest } from '@akili/resource';
import type { Difference, Observed, Resource, ResourceType, Step, StepDraft } from '@akili/resource';
import type { FakeSession } from './fake-engine.ts';

/** A thing with a size; `within` names the address it lives in, which must exist before and may not go before. */
export interface FakeSpec {
  readonly [key: string]: number | string | null;
  readonly size: number;
  readonly within: string | null;
}

interface FakeRequest {
  readonly [key: string]: number | string | null | boolean;
  readonly do: 'make' | 'finish' | 'grow' | 'drop';
  readonly kind: string;
  readonly name: string;
  readonly size: number;
  readonly within: string | null;
  readonly tenantId: string;
  readonly digest: string;
}

/** A kind that needs the platform's credential, and one each below and above it in rank. */
export const fakeTypes: ReadonlyMap<string, ResourceType> = new Map(
  [
    fakeType('lookup.role', 10, 'platform'),
    fakeType('lookup.schema', 30, 'tenant'),
    fakeType('lookup.table', 40, 'tenant'),
    fakeType('events.topic', 70, 'tenant'),
  ].map((type) => [type.kind, type as unknown as ResourceType]),
);

/**
 * Made in two steps (a thing is there, then finished and marked with its digest), grown in place, made anew when it
 * shrinks: what real engines do to tables.
 */
function fakeType(
  kind: string,
  rank: number,
  credential: StepDraft['credential'],
): ResourceType<FakeSpec, FakeSession> {
  return {
    kind,
    rank,
    expect: ({ spec }) => ({ size: spec.size, within: spec.within, finished: true }),
    diff: (desired, observed) => diff(desired, observed, credential),
    run: (session, step, signal) => session.run(step, (engine) => run(engine, step), signal),
  };
}

function diff(
  desired: Resource<FakeSpec> | undefined,
  observed: Observed | undefined,
  credential: StepDraft['credential'],
): Difference | undefined {
  if (observed !== undefined && observed.mark === undefined) return undefined;
  const live = observed?.value as { size: number; within: string | null; finished: boolean } | undefined;
  if (desired === undefined) {
    if (observed === undefined || live === undefined) return undefined;
    const { kind, name } = observed;
    const request = { ...base(kind, name, live), tenantId: observed.mark?.tenantId ?? '', digest: '' };
    const steps = [{ summary: `drop ${name}`, risk: 'destructive', credential, request: { ...request, do: 'drop' } }];
    return { op: 'delete', reason: 'no longer declared', before: live, after: null, steps: steps as StepDraft[] };
  }
  const { kind, name, spec, tenant } = desired;
  const request = { ...base(kind, name, spec), tenantId: tenant.id, digest: specDigest(desired) };
  const step = (action: FakeRequest['do'], risk: StepDraft['risk']): StepDraft => ({
    summary: `${action} ${name}`,
    ...{ risk, credential, request: { ...request, do: action } },
  });
  const after = { size: spec.size, within: spec.within, finished: true };
  const make = [step('make', 'safe'), step('finish', 'security')];
  if (live === undefined) return { op: 'create', reason: 'not there yet', before: null, after, steps: make };
  if (live.within !== spec.within || live.size > spec.size)
    return { op: 'replace', reason: 'shrank', before: live, after, steps: [step('drop', 'destructive'), ...make] };
  if (live.size < spec.size)
    return {
      op: 'update',
      reason: 'grew',
      before: live,
      after,
      steps: [step('grow', 'locking'), step('finish', 'safe')],
    };
  if (live.finished && observed?.mark?.digest === request.digest) return undefined;
  return { op: 'update', reason: 'not finished', before: live, after, steps: [step('finish', 'safe')] };
}

function base(kind: string, name: string, from: { readonly size: number; readonly within: string | null }) {
  return { kind, name, size: from.size, within: from.within };
}

function run(things: Map<string, Observed>, step: Step): void {
  const { address } = step;
  const request = step.request as unknown as FakeRequest;
  const { kind, name, size, within, tenantId } = request;
  const live = things.get(address);
  if (live !== undefined && live.mark?.tenantId !== tenantId) throw new EngineError(`${name} is somebody else's`);
  const put = (finished: boolean, digest: string): void => {
    things.set(address, { address, kind, name, value: { size, within, finished }, mark: { tenantId, digest } });
  };
  if (request.do === 'drop') {
    for (const thing of things.values())
      if ((thing.value as { within: string | null }).within === address)
        throw new EngineError(`${name} is not empty: ${thing.name} lives in it`);
    things.delete(address);
  } else if (request.do === 'finish') {
    if (live === undefined) throw new EngineError(`${name} does not exist`);
    put(true, request.digest);
  } else {
    if (within !== null && !things.has(within)) throw new EngineError(`${within} does not exist`);
    if (request.do === 'grow' && live === undefined) throw new EngineError(`${name} does not exist`);
    const done = live !== undefined && (live.value as { size: number; finished: boolean }).finished;
    if (request.do === 'make' && done && live.mark?.digest === request.digest) return;
    put(false, 'unfinished');
  }
}
