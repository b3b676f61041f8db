import type { ProbeAttempt, ProbeCounts } from './isolation-probe.ts';

/** What every attempt that was not plainly refused says of itself, for people. */
export function attemptWords({ action, what, other, name, detail }: ProbeAttempt): string {
  const whose = other === undefined ? 'of another tenant' : `of ${other}`;
  const thing = name === undefined ? what : `${what} (${name})`;
  return `${action} ${thing} ${whose}${detail === undefined ? '' : `: ${detail}`}`;
}

/** `48 tried: 46 refused, 2 disclosed`; only what there is. */
export function countWords(counts: ProbeCounts): string {
  const parts = (['refused', 'disclosed', 'undecided', 'violated'] as const)
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${outcome}`);
  return `${counts.tried} tried${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}

/** The attempts that people must see, worst first. */
export function toldAttempts(attempts: readonly ProbeAttempt[]): readonly ProbeAttempt[] {
  return (['violated', 'undecided', 'disclosed'] as const).flatMap((outcome) =>
    attempts.filter((attempt) => attempt.outcome === outcome),
  );
}
