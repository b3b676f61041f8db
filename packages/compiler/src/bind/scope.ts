import type { Finding, Subject } from '@akili/diagnostics';

/** What binding one document adds to: whose it is, and what there is to say about it. */
export interface Scope {
  readonly subject: Subject;
  readonly findings: Finding[];
}
