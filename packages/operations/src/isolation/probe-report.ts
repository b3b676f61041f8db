import type { Diagnostic } from '@akili/diagnostics';
import type { EngineRole } from '@akili/model';
import type { IsolationProbe, ProbeAttempt, ProbeCounts } from '@akili/report';
import type { ProbeFinding, ProbeOutcome } from '@akili/resource';

/** What one tenant's login found on one engine. */
export interface ProbedTenant {
  readonly engine: EngineRole;
  readonly driver: string;
  readonly tenant: string;
  readonly findings: readonly ProbeFinding[];
}

/** What a report is made of. */
export interface ProbeReportInput {
  readonly environment: string;
  readonly pairs: IsolationProbe['pairs'];
  readonly probed: readonly ProbedTenant[];
  readonly violations: readonly Diagnostic[];
  readonly notProbed: readonly string[];
  /** The tenants that the report is for; it names nobody else. Undefined: for the platform's people. */
  readonly only: readonly string[] | undefined;
}

/** Puts a report together, by engine and tenant; one for single tenants leaves out every name of the others. */
export function probeReport(input: ProbeReportInput): IsolationProbe {
  const attempts = input.probed.flatMap(({ engine, tenant, findings }) =>
    findings.map((finding) => attemptOf(engine, tenant, finding, input.only !== undefined)),
  );
  const violations = input.violations.filter(
    ({ tenant }) => input.only === undefined || (tenant !== undefined && input.only.includes(tenant)),
  );
  return {
    environment: input.environment,
    holds: violations.length === 0 && attempts.every(({ outcome }) => outcome !== 'violated'),
    pairs: input.pairs,
    counts: input.probed.map(countsOf),
    attempts,
    violations,
    notProbed: input.notProbed,
  };
}

function attemptOf(
  engine: EngineRole,
  tenant: string,
  { other, action, what, name, outcome, detail }: ProbeFinding,
  nameless: boolean,
): ProbeAttempt {
  if (nameless) return { engine, tenant, action, what, outcome };
  return { engine, tenant, other, action, what, name, outcome, ...(detail === undefined ? {} : { detail }) };
}

function countsOf({ engine, driver, tenant, findings }: ProbedTenant): ProbeCounts {
  const count = (outcome: ProbeOutcome): number => findings.filter((finding) => finding.outcome === outcome).length;
  return {
    ...{ engine, driver, tenant, tried: findings.length },
    ...{ refused: count('refused'), disclosed: count('disclosed') },
    ...{ violated: count('violated'), undecided: count('undecided') },
  };
}
