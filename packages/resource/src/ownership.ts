import type { Json } from '@akili/model';
import type { Observed, Resource } from './resource.ts';
import type { Difference } from './step.ts';

/** True when the mark of what is observed names the tenant of what is desired. */
export function isOurs(desired: Resource, observed: Observed): boolean {
  return observed.mark?.tenantId === desired.tenant.id;
}

/**
 * A `diff`'s answer where something that is not the tenant's stands at the address: the two differ and no step may
 * close the gap. Undefined when nothing is there or what is there is ours.
 */
export function notOurs(desired: Resource, observed: Observed | undefined, expected: Json): Difference | undefined {
  if (observed === undefined || isOurs(desired, observed)) return undefined;
  const reason = observed.mark === undefined ? 'exists and carries no mark' : 'exists and is marked by another owner';
  return { op: 'update', reason, before: observed.value, after: expected, steps: [] };
}
