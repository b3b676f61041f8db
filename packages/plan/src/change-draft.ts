import type { Location } from '@akili/diagnostics';
import type { Address, Difference, Observed, TenantIdentity } from '@akili/resource';

/** A change before it has its place in the order: what a resource type said, and what it hangs on. */
export interface ChangeDraft {
  readonly address: Address;
  readonly tenant: TenantIdentity;
  readonly rank: number;
  readonly difference: Difference;
  readonly observed: Observed | undefined;
  /** What must be there before it, as declared now; for a delete as it was declared last. */
  readonly dependsOn: readonly Address[];
  /** What it hung on when it was applied last: that may only go after it. */
  readonly dependedOn: readonly Address[];
  readonly product: string | undefined;
  readonly origin: Location | undefined;
}
