import { exitCodes, stateStoreNotAvailable } from '@akili/diagnostics';
import type { EngineBinding, EngineRole, Environment } from '@akili/model';
import { Stopped } from './stopped.ts';

/** The engine that an environment's state lives on; without it the operation ends. */
export function stateEngine(environment: Environment, role: EngineRole, driver: string): EngineBinding {
  const binding = environment.engines[role];
  if (binding?.driver === driver && !environment.embedded) return binding;
  const { name, state, place } = environment;
  const params = { environment: name, store: state.store };
  throw new Stopped({ findings: [stateStoreNotAvailable.at(place, params)] }, exitCodes.failed);
}
