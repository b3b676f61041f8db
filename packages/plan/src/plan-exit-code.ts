import { exitCodes, violatesIsolation, worstExitCode } from '@akili/diagnostics';
import type { Diagnostic, ExitCode } from '@akili/diagnostics';
import type { Plan } from './document.ts';

const stale = new Set(['PLN001', 'PLN002', 'PLN003', 'PLN102', 'PLN103', 'PLN104', 'PLN105', 'PLN106']);

/** What errors of the planner mean for the exit code: 8 isolation, 5 stale or unreadable, 4 refused, 0 none. */
export function refusalExitCode(diagnostics: readonly Diagnostic[]): ExitCode {
  return worstExitCode(
    diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ code }) => {
        if (violatesIsolation(code)) return exitCodes.isolationViolated;
        if (stale.has(code)) return exitCodes.stale;
        return /^(PLN|POL|CRD)/.test(code) ? exitCodes.refused : exitCodes.repositoryErrors;
      }),
  );
}

/** The exit code of `drift`: 8 with something foreign, 2 with any difference. */
export function driftExitCode(plan: Plan): ExitCode {
  if (!plan.isolation.holds || plan.changes.some((change) => change.class === 'foreign'))
    return exitCodes.isolationViolated;
  const differs = plan.changes.length > 0 || plan.diagnostics.some(({ severity }) => severity === 'error');
  return differs ? exitCodes.differences : exitCodes.ok;
}
