import { distance } from 'fastest-levenshtein';

/**
 * The candidate that the writer most likely meant: the nearest within a third of its length (at least one edit),
 * ignoring case. Ties go to the first in code-unit order, so that the answer does not depend on file order.
 */
export function didYouMean(written: string, candidates: Iterable<string>): string | undefined {
  const lower = written.toLowerCase();
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of [...candidates].sort()) {
    const limit = Math.max(1, Math.floor(Math.max(candidate.length, written.length) / 3));
    const d = distance(lower, candidate.toLowerCase());
    if (d <= limit && d < bestDistance) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}
