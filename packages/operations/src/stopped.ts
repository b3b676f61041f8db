import { exitCodes, FindingError, type Diagnostic, type ExitCode, type Finding } from '@akili/diagnostics';
import { located } from '@akili/plan';

/** Ends an operation early with what there is to say. Thrown and caught inside this package only. */
export class Stopped extends Error {
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: ExitCode;
  constructor(diagnostics: readonly Diagnostic[], exitCode: ExitCode) {
    super(diagnostics.map(({ message }) => message).join('; '));
    this.name = 'Stopped';
    this.diagnostics = diagnostics;
    this.exitCode = exitCode;
  }
}

/** Findings about the world outside of the repository as diagnostics: they point at files as wholes. */
export function bare(findings: readonly Finding[]): readonly Diagnostic[] {
  return findings.map((finding) => located(finding, finding.place && { file: finding.place.file }));
}

/** What ended an operation, where it was foreseen; anything else is our own mistake and thrown on. */
export function stoppedBy(error: unknown): Stopped {
  if (error instanceof Stopped) return error;
  if (!(error instanceof FindingError)) throw error;
  const { finding } = error;
  const code = finding.code.startsWith('CRD') ? exitCodes.refused : exitCodes.failed;
  return new Stopped(bare([finding]), code);
}
