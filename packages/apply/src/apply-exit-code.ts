import { exitCodes, violatesIsolation } from '@akili/diagnostics';
import type { ExitCode } from '@akili/diagnostics';
import type { ApplyReport } from './report.ts';

/**
 * The exit code of an apply: 130 interrupted, 8 isolation, 5 stale, 4 refused, 7 applied in part, 1 nothing applied
 * and something failed, 0 all applied.
 */
export function applyExitCode(report: ApplyReport): ExitCode {
  const codes = (report.diagnostics ?? []).map(({ code }) => code);
  const { applied, failed, pending } = report.summary;
  if (codes.includes('APL102')) return exitCodes.interrupted;
  if (codes.some(violatesIsolation)) return exitCodes.isolationViolated;
  if (applied === 0 && codes.some((code) => /^PLN10[2-6]$/.test(code))) return exitCodes.stale;
  if (applied === 0 && codes.some((code) => /^(PLN|POL|APL110)/.test(code))) return exitCodes.refused;
  if (failed + pending > 0 || codes.includes('APL108')) return applied > 0 ? exitCodes.partlyApplied : exitCodes.failed;
  return exitCodes.ok;
}
