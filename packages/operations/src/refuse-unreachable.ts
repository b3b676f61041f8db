import { driverNotAvailable, exitCodes, stateStoreNotAvailable } from '@akili/diagnostics';
import type { Environment } from '@akili/model';
import type { Engines } from './engines.ts';
import { Stopped } from './stopped.ts';

/**
 * Ends an operation that needs what this version cannot reach, naming all of it at once. Nothing is left out instead: a
 * plan without an engine would look whole and not be.
 */
export function refuseUnreachable({ name, state, place }: Environment, { missing }: Engines): void {
  const findings = [
    ...missing.map((one) =>
      driverNotAvailable.at(one.place, { environment: name, role: one.role, driver: one.driver }),
    ),
    ...(state.store === 'directory'
      ? []
      : [stateStoreNotAvailable.at(place, { environment: name, store: state.store })]),
  ];
  if (findings.length > 0) throw new Stopped({ findings: findings }, exitCodes.failed);
}
