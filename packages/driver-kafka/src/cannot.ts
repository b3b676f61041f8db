import type { Difference } from '@akili/resource';
import { isUnsupported } from './specs.ts';

/** What a plan says where the broker lacks a request: the change is named, and no step pretends to make it. */
export function cannot(before: object | undefined, after: object): Difference | undefined {
  if (before === undefined || !isUnsupported(before)) return undefined;
  return {
    op: 'create',
    reason: `this driver cannot do it on this broker: ${before.unsupported}`,
    before: null,
    after: after as Difference['after'],
    steps: [],
  };
}
