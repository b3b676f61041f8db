import { canonicalJson, type Json } from '@akili/model';
import {
  notOurs,
  specDigest,
  type Difference,
  type Observed,
  type Resource,
  type Risk,
  type StepDraft,
} from '@akili/resource';

/** How one kind says what is to be done. */
export interface Wording<Spec extends Json> {
  readonly noun: string;
  readonly credential: StepDraft['credential'];
  readonly expect: (desired: Resource<Spec>) => Json;
  readonly request: (desired: Resource<Spec>) => { readonly [key: string]: Json };
  readonly removal: { readonly risk: Risk; readonly request: (observed: Observed) => Json };
  readonly createRisk: Risk;
  /** Why live and expected value differ, and what closing the gap costs. */
  readonly judge: (
    before: Json,
    after: Json,
  ) => { readonly reason: string; readonly risk: Risk; readonly foreign?: boolean };
}

/** What separates desired from observed, for kinds whose every change is one step that writes the whole. */
export function differenceOf<Spec extends Json>(
  wording: Wording<Spec>,
  desired: Resource<Spec> | undefined,
  observed: Observed | undefined,
): Difference | undefined {
  const { noun, credential, removal } = wording;
  if (desired === undefined) {
    if (observed?.mark === undefined) return undefined;
    const request = removal.request(observed);
    const step = { summary: `remove ${noun} ${observed.name}`, risk: removal.risk, credential, request };
    return { op: 'delete', reason: 'no longer declared', before: observed.value, after: null, steps: [step] };
  }
  const after = wording.expect(desired);
  const refused = notOurs(desired, observed, after);
  if (refused !== undefined) return refused;
  const mark = { tenantId: desired.tenant.id, digest: specDigest(desired) };
  const draft = (verb: string, risk: Risk): StepDraft => ({
    ...{ summary: `${verb} ${noun} ${desired.name}`, risk, credential },
    request: { op: 'write', mark, ...wording.request(desired) },
  });
  if (observed === undefined)
    return { op: 'create', reason: 'not there yet', before: null, after, steps: [draft('create', wording.createRisk)] };
  const before = observed.value;
  if (canonicalJson(before) === canonicalJson(after)) {
    if (observed.mark?.digest === mark.digest) return undefined;
    const reason = 'the mark is of an older declaration';
    return { op: 'update', reason, before, after, steps: [draft('renew the mark of', 'safe')] };
  }
  const { reason, risk, foreign = false } = wording.judge(before, after);
  const steps = [draft('update', risk)];
  return { op: 'update', reason, before, after, steps, ...(foreign ? { foreign: true as const } : {}) };
}
