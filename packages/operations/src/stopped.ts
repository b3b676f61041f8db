import { exitCodes, FindingError, type Diagnostic, type ExitCode, type Finding } from '@akili/diagnostics';

/** Ends an operation early with what there is to say. Thrown and caught inside this package only. */
export class Stopped extends Error {
  /** Places are looked up where the operation answers. */
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
  /** What was looked at, where it was the repository that stopped the operation. */
  readonly counts: { readonly tenants: number; readonly products: number };
  readonly exitCode: ExitCode;
  constructor(
    said: {
      readonly findings?: readonly Finding[];
      readonly diagnostics?: readonly Diagnostic[];
      readonly counts?: { readonly tenants: number; readonly products: number };
    },
    exitCode: ExitCode,
  ) {
    const { findings = [], diagnostics = [], counts = { tenants: 0, products: 0 } } = said;
    super([...diagnostics, ...findings].map(({ message }) => message).join('; '));
    this.name = 'Stopped';
    this.findings = findings;
    this.diagnostics = diagnostics;
    this.counts = counts;
    this.exitCode = exitCode;
  }
}

/** What ended an operation, where it was foreseen; anything else is our own mistake and thrown on. */
export function stoppedBy(error: unknown): Stopped {
  if (error instanceof Stopped) return error;
  if (!(error instanceof FindingError)) throw error;
  const { finding } = error;
  const exitCode = finding.code.startsWith('CRD') ? exitCodes.refused : exitCodes.failed;
  return new Stopped({ findings: [finding] }, exitCode);
}
