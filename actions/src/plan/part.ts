import type { Diagnostic } from '@akili/diagnostics';
import type { PullRequestPlan } from '@akili/report';

/** What one job of a matrix leaves for the job that comments: a document of its own, as JSON. */
export interface Part {
  readonly formatVersion: 1;
  /** Commit that was planned: of a pull request its head. */
  readonly headSha: string;
  /** Name of the job: a tenant, a group, `platform`. */
  readonly name: string;
  /** True where nothing that was read from live engines is in it. */
  readonly withheld: boolean;
  /** Undefined where no plan could be made; the findings say why. */
  readonly planned: PullRequestPlan | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** As a file holds it. */
export function writePart({ planned, ...rest }: Part): string {
  return `${JSON.stringify({ ...rest, planned: planned ?? null })}\n`;
}
