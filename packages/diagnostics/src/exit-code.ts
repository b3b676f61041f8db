/** The exit codes of the command line, a documented contract (docs/exit-codes.md). */
export const exitCodes = {
  ok: 0,
  failed: 1,
  differences: 2,
  repositoryErrors: 3,
  refused: 4,
  stale: 5,
  locked: 6,
  partlyApplied: 7,
  isolationViolated: 8,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const worstFirst: readonly ExitCode[] = [130, 8, 7, 1, 6, 5, 4, 3, 2, 0];

/** The code that stands for several outcomes: the worst in the order 8, 7, 1, 6, 5, 4, 3, 2, 0. */
export function worstExitCode(codes: readonly ExitCode[]): ExitCode {
  return worstFirst.find((code) => codes.includes(code)) ?? 0;
}
