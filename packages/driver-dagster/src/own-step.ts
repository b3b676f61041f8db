import { readAddress, type Step } from '@akili/resource';
import type { ComputeSession } from './compute-session.ts';

/** The name in a step's address. Throws where the step is another tenant's: a session does only its own. */
export function ownStep({ tenant }: ComputeSession, step: Step): string {
  const address = readAddress(step.address);
  if (address?.tenant !== tenant.slug) throw new Error(`${step.id} is not this session's`);
  return address.name;
}
