import type { CompiledCheck, CompiledColumn } from '@akili/model';
import type { Plan, PlannedQuery } from '@akili/plan';

/** A value before and after; undefined on the side where there is none. */
export interface BothSides<T> {
  readonly before: T | undefined;
  readonly after: T | undefined;
}

/** What a pull request does to one product, from the compilations of its base and of its head. */
export interface ChangedProduct {
  readonly tenant: string;
  /** `<namespace>.<name>`. */
  readonly product: string;
  /** The query as its author writes it. */
  readonly transform: BothSides<string>;
  readonly columns: BothSides<readonly CompiledColumn[]>;
  readonly checks: BothSides<readonly CompiledCheck[]>;
  /** What the change of its query means and whom it reaches; undefined where one side has no query, or both the same. */
  readonly query: Pick<PlannedQuery, 'class' | 'reasons' | 'reaches'> | undefined;
}

/** An edge between two products of one tenant: `to` reads `from`. */
export interface ProductEdge {
  readonly tenant: string;
  readonly from: string;
  readonly to: string;
}

/** A quota of a tenant that a pull request changes, as the manifest writes it. */
export interface QuotaChange {
  readonly tenant: string;
  readonly quota: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Everything that a comment on a pull request is made from. */
export interface PullRequestPlan {
  readonly plan: Plan;
  /** Products whose compilation changed, sorted by tenant and product. */
  readonly products: readonly ChangedProduct[];
  /** Which products read which, among those that changed and those that are reached from them. */
  readonly reads: readonly ProductEdge[];
  readonly quotas: readonly QuotaChange[];
}

export interface CommentOptions {
  /** In bytes of UTF-8; GitHub refuses a comment of more than 65,536 characters. */
  readonly limit: number;
  /**
   * Leaves out what was read from live engines: observed values, the reasons and summaries that tell of them, and
   * findings without a file. For repositories that several tenants can read.
   */
  readonly withoutLiveValues: boolean;
  /** Begins with the marker by which the comment is found again. */
  readonly marker: boolean;
  /** Commit of the head, for the reader. */
  readonly commit?: string;
  /** Where the rest is found when the comment cannot hold it: the run's page with its summary and artifacts. */
  readonly moreAt?: string;
}
