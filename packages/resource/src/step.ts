import type { Json } from '@akili/model';
import type { Address } from './address.ts';

/**
 * What a step may cost. `safe`: readers notice nothing. `locking`: readers or writers wait, or an order breaks.
 * `destructive`: data is lost. `security`: who may do what changes.
 */
export type Risk = 'safe' | 'locking' | 'destructive' | 'security';

/** Worst last. */
export const risks: readonly Risk[] = ['safe', 'locking', 'security', 'destructive'];

/** The worst of several risks. */
export function worstRisk(all: readonly Risk[]): Risk {
  return risks.findLast((risk) => all.includes(risk)) ?? 'safe';
}

/** Whose credential a step runs with. */
export type CredentialScope = 'platform' | 'tenant';

export type Op = 'create' | 'update' | 'replace' | 'delete';

/** A step as a resource type's `diff` writes it; the plan gives it an id and its place in the order. */
export interface StepDraft {
  /** One line in the imperative: `grow partitions 3 -> 6`. No secret, nothing of another tenant. */
  readonly summary: string;
  readonly risk: Risk;
  readonly credential: CredentialScope;
  /** Everything `run` needs, as data; secrets appear as references only. Running it twice is harmless. */
  readonly request: Json;
}

export interface Step extends StepDraft {
  /** `<address>#<n>`, n from 1. */
  readonly id: string;
  readonly address: Address;
  readonly op: Op;
  /** Ids of steps that must have succeeded before. */
  readonly after: readonly string[];
}

/** What separates a desired resource from the observed one, and the steps that close the gap. */
export interface Difference {
  readonly op: Op;
  /** For people: `not there yet`, `columns changed: + region varchar`. */
  readonly reason: string;
  /** Observed and expected values as they are shown; null where there is none. */
  readonly before: Json;
  readonly after: Json;
  readonly steps: readonly StepDraft[];
  /**
   * True when what is observed holds access beyond what is declared: a grant, a policy, an ACL, a membership, a right
   * of a role, a wall that was taken down. Declared access that is gone is none. `drift` ends with 8 for it where
   * the declaration is the one that was applied, since then somebody gave it by hand.
   */
  readonly foreign?: true;
}
