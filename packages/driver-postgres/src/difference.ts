import { canonicalJson, type Json } from '@akili/model';
import { specDigest, type Difference, type Observed, type Op, type Resource, type StepDraft } from '@akili/resource';

/** True when nothing is to be done: the value is the expected one and the mark carries the digest of the spec. */
export function isApplied(desired: Resource<never>, observed: Observed, expected: Json): boolean {
  return observed.mark?.digest === specDigest(desired) && canonicalJson(observed.value) === canonicalJson(expected);
}

/** True when the two are written the same. */
export function same(a: Json, b: Json): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** The removal of what carries a mark; what carries none is nobody's to remove. */
export function removal(
  observed: Observed | undefined,
  steps: (mark: string) => readonly StepDraft[],
): Difference | undefined {
  if (observed?.mark === undefined) return undefined;
  return {
    op: 'delete',
    reason: 'no longer declared',
    before: observed.value,
    after: null,
    steps: steps(observed.mark.tenantId),
  };
}

/** A difference, with nothing before where nothing was observed. */
export function difference(
  op: Op,
  reasons: readonly string[],
  observed: Observed | undefined,
  expected: Json,
  steps: readonly StepDraft[],
  foreign = false,
): Difference {
  const before = observed?.value ?? null;
  return { op, reason: reasons.join('; '), before, after: expected, steps, ...(foreign ? { foreign } : {}) };
}

/** For reasons: `+ a, - b`, and `~ c` for what is in both; undefined when neither list holds anything. */
export function changes(added: readonly string[], removed: readonly string[]): string | undefined {
  const parts = [
    ...added.map((one) => (removed.includes(one) ? `~ ${one}` : `+ ${one}`)),
    ...removed.filter((one) => !added.includes(one)).map((one) => `- ${one}`),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}
