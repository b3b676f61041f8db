import type { Observed, Resource, TenantIdentity } from '@akili/resource';
import { observe, runStep, stepsBetween, tenantsOf, type DriverEnvironment } from '@akili/testkit';
import { postgresDriver } from '../driver.ts';
import { snapshotDirectory } from './embedded.ts';

export const driver = postgresDriver({ snapshotDirectory });

/** Brings the engine to a state and says which steps that took, in order. */
export async function applied(
  environment: DriverEnvironment,
  desired: readonly Resource[],
  tenants: readonly TenantIdentity[] = tenantsOf(desired),
): Promise<readonly string[]> {
  const connection = await driver.connect(environment.context);
  try {
    const steps = stepsBetween(driver, desired, await observe(connection, tenants), tenants);
    for (const step of steps) await runStep(connection, step);
    return steps.map(({ step }) => `${step.risk}: ${step.summary}`);
  } finally {
    await connection.close();
  }
}

/** What the driver observes of a tenant. */
export async function inventoryOf(
  environment: DriverEnvironment,
  tenant: TenantIdentity,
): Promise<readonly Observed[]> {
  const connection = await driver.connect(environment.context);
  try {
    return await observe(connection, [tenant]);
  } finally {
    await connection.close();
  }
}
