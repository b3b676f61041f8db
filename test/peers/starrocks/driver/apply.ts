import type { StarRocksSession } from '@akili/driver-starrocks';
import type { DriverContext, EngineConnection, Observed, Resource, TenantIdentity } from '@akili/resource';
import { observe, runStep, stepsBetween, tenantsOf, type RunnableStep } from '@akili/testkit';
import type { StandIn, StandInOptions } from '../server/index.ts';
import { recording, standInContext } from './environment.ts';

/** One stand-in with the driver connected to it, and the state that an apply would keep. */
export interface Engine {
  readonly standIn: StandIn;
  readonly context: DriverContext;
  connection: EngineConnection<StarRocksSession>;
  /** The steps that a plan would show now. */
  plan(desired: readonly Resource[]): Promise<readonly RunnableStep<StarRocksSession>[]>;
  apply(desired: readonly Resource[]): Promise<void>;
  observed(tenant: TenantIdentity): Promise<readonly Observed[]>;
  stop(): Promise<void>;
}

export async function startEngine(options: StandInOptions = {}, more: Partial<DriverContext> = {}): Promise<Engine> {
  const { driver, records } = recording();
  const { standIn, context } = await standInContext(records, options, more);
  const connection = await driver.connect(context);
  const plan = async (desired: readonly Resource[]) =>
    stepsBetween(driver, desired, await observe(connection, tenantsOf(desired)), tenantsOf(desired));
  return {
    standIn,
    context,
    connection,
    plan,
    async apply(desired) {
      for (const step of await plan(desired)) await runStep(connection, step);
    },
    observed: (tenant) => observe(connection, [tenant]),
    async stop() {
      await connection.close();
      await standIn.stop();
    },
  };
}

/** Runs a statement as root, as somebody would by hand. */
export async function byHand(engine: Engine, ...texts: readonly string[]): Promise<void> {
  const { createConnection } = await import('mysql2/promise');
  const { port } = engine.standIn;
  const connection = await createConnection({ host: '127.0.0.1', port, user: 'root', password: 'root-password' });
  for (const text of texts) await connection.query(text);
  await connection.end();
}
