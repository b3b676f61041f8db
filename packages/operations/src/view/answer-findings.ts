import { exitCodes, unknownTenant, type ExitCode, type Finding } from '@akili/diagnostics';
import type { Answer } from '../answer.ts';
import { findingsDocument } from '../summarise.ts';

/** Findings that have no place in the repository, as the answer of a command. */
export function answerFindings(findings: readonly Finding[], exitCode: ExitCode): Answer {
  const diagnostics = findings.map(({ place: _place, related: _related, ...said }) => said);
  return {
    document: findingsDocument(diagnostics, { tenants: 0, products: 0 }),
    exitCode,
    sourceOf: () => undefined,
  };
}

/**
 * What a command answers that names other tenants than its view's: the words for a tenant that is not there, for all of
 * them, without looking whether they are.
 */
export function answerForeign(tenants: readonly string[]): Answer {
  const findings = [...new Set(tenants)].sort().map((tenant) => unknownTenant.at(undefined, { tenant }));
  return answerFindings(findings, exitCodes.failed);
}
