import type { Diagnostic } from '@akili/diagnostics';
import type { EngineRole } from '@akili/model';
import type { ProbeAction, ProbeOutcome } from '@akili/resource';

/** What one tenant's login tried on an engine, and how it ended. */
export interface ProbeAttempt {
  readonly engine: EngineRole;
  readonly tenant: string;
  /** Whose thing it was; absent in a report for single tenants, which names nobody else. */
  readonly other?: string;
  readonly action: ProbeAction;
  readonly what: string;
  /** What the engine calls it; absent where `other` is. */
  readonly name?: string;
  readonly outcome: ProbeOutcome;
  readonly detail?: string;
}

/** How the attempts of one tenant on one engine ended. */
export interface ProbeCounts {
  readonly engine: EngineRole;
  readonly driver: string;
  readonly tenant: string;
  readonly tried: number;
  readonly refused: number;
  readonly disclosed: number;
  readonly violated: number;
  readonly undecided: number;
}

/** The live probe of isolation: what was tried, what the engines hold that nobody declared, and what was left out. */
export interface IsolationProbe {
  readonly environment: string;
  /** No attempt went through, and no foreign access was found. */
  readonly holds: boolean;
  /** Whether each tenant tried every other, or a sample of them with all whose slugs begin alike. */
  readonly pairs: 'sample' | 'all';
  readonly counts: readonly ProbeCounts[];
  /** Every attempt, by engine and tenant. */
  readonly attempts: readonly ProbeAttempt[];
  /** Access that nobody declared, as the inventories of the engines show it. */
  readonly violations: readonly Diagnostic[];
  /** In sentences: engines, tenants and kinds that were not looked at, and why. */
  readonly notProbed: readonly string[];
}
