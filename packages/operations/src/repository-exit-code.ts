import {
  exitCodes,
  hasErrors,
  violatesIsolation,
  worstExitCode,
  type Diagnostic,
  type ExitCode,
} from '@akili/diagnostics';
import type { Selection } from './selection.ts';

/**
 * The exit code of what was found in a repository: 8 isolation violated, 3 other errors, 0 none; and 1 for a name on
 * the command line that the repository does not have, or no repository at all: that is wrong usage.
 */
export function repositoryExitCode(diagnostics: readonly Diagnostic[], selection: Selection): ExitCode {
  const wrongUsage = new Set([
    'FS101',
    'LIN101',
    'REF107',
    'REF108',
    ...(selection.environment === undefined ? [] : ['REF106']),
  ]);
  const errors = diagnostics.filter((diagnostic) => hasErrors([diagnostic]));
  return worstExitCode(
    errors.map(({ code }) => {
      if (violatesIsolation(code)) return exitCodes.isolationViolated;
      return wrongUsage.has(code) ? exitCodes.failed : exitCodes.repositoryErrors;
    }),
  );
}
