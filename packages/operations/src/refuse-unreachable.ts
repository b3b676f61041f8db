import { databasesNotAvailable, driverNotAvailable, exitCodes } from '@akili/diagnostics';
import type { Environment } from '@akili/model';
import type { Engines } from './engines.ts';
import { Stopped } from './stopped.ts';

/**
 * Ends an operation that needs what this version cannot reach, naming all of it at once. Nothing is left out instead: a
 * plan without an engine would look whole and not be.
 */
export function refuseUnreachable({ name, engines }: Environment, { missing }: Engines): void {
  const findings = [
    ...missing.map((one) =>
      driverNotAvailable.at(one.place, { environment: name, role: one.role, driver: one.driver }),
    ),
    ...(asksForDatabases(engines) ? [databasesNotAvailable.at(engines.lookup?.place, { environment: name })] : []),
  ];
  if (findings.length > 0) throw new Stopped({ findings: findings }, exitCodes.failed);
}

/** A database for each tenant is part of the language and of no driver yet; schemas instead would be less than asked. */
function asksForDatabases({ lookup }: Environment['engines']): boolean {
  return lookup?.settings['isolation'] === 'database';
}
