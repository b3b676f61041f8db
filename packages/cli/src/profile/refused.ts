import type { ExitCode, Finding } from '@akili/diagnostics';

/** Ends a command, before it began, with one finding in the format that was asked for. Caught in `runUnderProfile`. */
export class Refused extends Error {
  readonly finding: Finding;
  readonly exitCode: ExitCode;
  constructor(finding: Finding, exitCode: ExitCode) {
    super(finding.message);
    this.name = 'Refused';
    this.finding = finding;
    this.exitCode = exitCode;
  }
}
