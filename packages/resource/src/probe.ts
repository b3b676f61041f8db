import type { Resource, TenantIdentity } from './resource.ts';

/**
 * What a probe tries with a tenant's own credential on what is another tenant's. `act`: to become one of its
 * principals. `subscribe`: to take part in one of its consumer groups.
 */
export type ProbeAction = 'read' | 'list' | 'write' | 'grant' | 'act' | 'subscribe';

/**
 * `refused`: the engine said no, or showed nothing. `disclosed`: it showed a name that it shows to every login, and
 * nothing else. `violated`: it let the tenant do it. `undecided`: nothing can be concluded, as where the thing is not
 * there or the engine failed.
 */
export type ProbeOutcome = 'refused' | 'disclosed' | 'violated' | 'undecided';

/** A tenant whose things are tried, with what the repository declares of it on this engine. */
export interface ProbeTarget {
  readonly tenant: TenantIdentity;
  readonly resources: readonly Resource[];
}

/** What one tenant's login is to try. */
export interface ProbeContext {
  /** Who tries. */
  readonly tenant: TenantIdentity;
  readonly others: readonly ProbeTarget[];
  /** Lower-case letters and digits, new for each run and tenant: what the probe makes carries it in its name. */
  readonly nonce: string;
  readonly signal: AbortSignal;
}

/** One attempt and how it ended. */
export interface ProbeFinding {
  /** Slug of whose thing it was. */
  readonly other: string;
  readonly action: ProbeAction;
  /** For people, without any name: `a table`, `its rows of a shared table`. */
  readonly what: string;
  /** What the engine calls it. Names the other tenant, so a report for one tenant leaves it out. */
  readonly name: string;
  readonly outcome: ProbeOutcome;
  /** What came back, where it was no plain refusal. May name the other tenant. */
  readonly detail?: string;
}

/** Of each kind of things that a tenant has on an engine a probe tries this many; inventories look at all of them. */
export const probedThings = 3;

/** The first things of a kind that a target has. */
export function probed({ resources }: ProbeTarget, kind: string): readonly Resource[] {
  return resources.filter((one) => one.kind === kind).slice(0, probedThings);
}

/**
 * Takes away what an attempt made: by the first of these ways that works, the tenant's own first. What to say of it
 * behind what the attempt could do.
 */
export async function takenAway(...ways: readonly (() => Promise<unknown>)[]): Promise<string> {
  for (const way of ways) {
    try {
      await way();
      return 'it was taken away again';
    } catch (error) {
      // The next may be allowed what this one is not; a bug of ours is not passed over.
      if (!(error instanceof Error) || error instanceof TypeError) throw error;
    }
  }
  return 'IT COULD NOT BE TAKEN AWAY and is still there';
}
