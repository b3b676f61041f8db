import { readCron } from './cron.ts';
import { largestGap } from './largest-gap.ts';

const gaps = new Map<string, number | string>();

/** Seconds of the longest time between two runs, or why the expression is no schedule. Pure; answers are kept. */
function gapOrProblem(expression: string): number | string {
  const known = gaps.get(expression);
  if (known !== undefined) return known;
  const cron = readCron(expression);
  const answer = typeof cron === 'string' ? cron : (largestGap(cron) ?? 'no day matches it, so it never runs');
  // Repositories use few expressions; a hostile one must not fill the memory of a long-lived process.
  if (gaps.size >= 10_000) gaps.clear();
  gaps.set(expression, answer);
  return answer;
}

/** Why a schedule cannot be used, as the end of a sentence; undefined when it can. */
export function scheduleProblem(expression: string): string | undefined {
  const answer = gapOrProblem(expression);
  return typeof answer === 'string' ? answer : undefined;
}

/** Seconds between two runs at most; undefined when the expression is no schedule. */
export function schedulePeriod(expression: string): number | undefined {
  const answer = gapOrProblem(expression);
  return typeof answer === 'number' ? answer : undefined;
}
