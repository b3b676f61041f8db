import { EngineError, type ProbeTarget, type TenantIdentity } from '@akili/resource';
import { unreachableEngine } from '../connect-engines.ts';
import type { BoundEngine } from '../engines.ts';
import type { KnownTenant } from '../known-tenants.ts';
import type { OpenEnvironment } from '../open-environment.ts';
import type { OperationHost } from '../operation-host.ts';
import type { ProbedTenant } from './probe-report.ts';

/** What an engine is probed with. */
export interface EngineProbe {
  readonly open: OpenEnvironment;
  readonly engine: BoundEngine;
  /** Those who try. */
  readonly tenants: readonly KnownTenant[];
  /** Whom each tries to reach, with what is declared of them on this engine. */
  readonly targets: (tenant: TenantIdentity) => readonly ProbeTarget[];
  readonly nonce: string;
}

/** Tenants that try at the same time: while one waits for the engine, another can ask. */
const tenantsAtOnce = 4;

/** Probes one engine with each tenant's own login; what could not be tried is said in sentences. */
export async function probeEngine(
  { open, engine: { binding, driver }, tenants, targets, nonce }: EngineProbe,
  host: OperationHost,
): Promise<{ readonly probed: readonly ProbedTenant[]; readonly notProbed: readonly string[] }> {
  const connection = open.connections.byRole.get(binding.role);
  if (connection?.probe === undefined)
    return { probed: [], notProbed: [`The ${binding.role} engine: its driver \`${driver.name}\` has no probe.`] };
  const probed: (ProbedTenant | undefined)[] = [];
  const notProbed: string[] = [];
  if (driver.name === 'local')
    notProbed.push(
      `The ${binding.role} engine beyond its links: directories have no principals, so whoever may read the files may read them all.`,
    );
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < tenants.length) {
      const index = next++;
      const { identity, status } = tenants[index] as KnownTenant;
      host.signal.throwIfAborted();
      host.progress({ phase: `probing ${binding.role}`, done: index, total: tenants.length });
      try {
        const findings = await connection.probe?.({
          ...{ tenant: identity, others: targets(identity), signal: host.signal },
          // Two that try at the same time may not meet in a name.
          nonce: `${nonce}${index.toString(36)}`,
        });
        if (findings?.length === 0 && targets(identity).length > 0)
          notProbed.push(`The ${binding.role} engine as \`${identity.slug}\`: nothing is applied there yet.`);
        probed[index] = {
          ...{ engine: binding.role, driver: driver.name, tenant: identity.slug },
          findings: findings ?? [],
        };
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        // Who is not active need not be let in; who is has to be, or nothing was proved.
        if (status === 'active' || error.retryable) throw unreachableEngine(open.environment, binding, error);
        notProbed.push(
          `The ${binding.role} engine as \`${identity.slug}\`, which is ${status}: its login is not let in.`,
        );
      }
    }
  };
  await Promise.all(Array.from({ length: tenantsAtOnce }, work));
  return { probed: probed.filter((one) => one !== undefined), notProbed: notProbed.sort() };
}
