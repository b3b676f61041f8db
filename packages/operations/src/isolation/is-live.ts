import { readWorkingTree } from '@akili/repo';
import { readTenants } from '../change/find-tenant.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { stoppedBy } from '../stopped.ts';

/** Whether an environment has engines of its own, with logins that can be tried; false where it cannot be told. */
export function isLive({ root }: OperationHost, selection: Selection): boolean {
  try {
    return !readTenants(readWorkingTree(root), selection).environment.embedded;
  } catch (error) {
    // Whatever is wrong with the selection, the operation itself says.
    stoppedBy(error);
    return false;
  }
}
