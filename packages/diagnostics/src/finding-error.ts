import type { Finding } from './diagnostic.ts';

/**
 * A failure of the outside world on its way to the border where it is reported: a damaged file, a secret that is not
 * set. Whoever catches it shows `finding`; the message is the finding's, for stack traces.
 */
export class FindingError extends Error {
  readonly finding: Finding;
  constructor(finding: Finding, options: { readonly cause?: unknown } = {}) {
    super(finding.message, options);
    this.name = 'FindingError';
    this.finding = finding;
  }
}
