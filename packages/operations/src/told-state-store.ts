import { engineUnreachable, exitCodes } from '@akili/diagnostics';
import type { EngineBinding, Environment } from '@akili/model';
import { EngineError, type StateStore } from '@akili/resource';
import { Stopped } from './stopped.ts';

/** The same store, whose failures are told at the engine that it lies on. */
export function toldStateStore(
  store: StateStore,
  { name }: Environment,
  { role, driver, place }: EngineBinding,
): StateStore {
  const told = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      const params = { environment: name, role, driver, problem: error.message };
      throw new Stopped({ findings: [engineUnreachable.at(place, params)] }, exitCodes.failed);
    }
  };
  return {
    read: (tenant) => told(store.read(tenant)),
    tenants: () => told(store.tenants()),
    readAll: () => told(Promise.resolve(store.readAll?.())),
    journal: (tenant) => told(store.journal(tenant)),
    lease: (tenant, options) => told(store.lease(tenant, options)),
    holder: (tenant) => told(Promise.resolve(store.holder?.(tenant))),
    ...(store.unlock === undefined
      ? {}
      : { unlock: (tenant: string, token: number) => told(store.unlock?.(tenant, token) ?? Promise.resolve(false)) }),
    write: (state, lease) => told(store.write(state, lease)),
    append: (tenant, entry, lease) => told(store.append(tenant, entry, lease)),
    close: () => store.close(),
  };
}
