import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Driver, ResourceType, Step, TenantIdentity } from '@akili/resource';
import { acmeCorp, dailyRevenue, embeddedContext, globexInc, lowerInput } from '@akili/testkit';
import { observe, runStep, stepsBetween, typeOf } from '@akili/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localCompute, localEvents, localObjects } from './drivers.ts';
import type { LocalSession } from './local-session.ts';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'akili-local-'))));
afterEach(() => rmSync(directory, { recursive: true }));

const drivers: readonly (readonly [string, Driver<LocalSession>])[] = [
  ['objects', localObjects],
  ['events', localEvents],
  ['compute', localCompute],
];

async function run(
  driver: Driver<LocalSession>,
  step: Step,
  type: ResourceType<never, LocalSession>,
  tenant: TenantIdentity,
) {
  const connection = await driver.connect(embeddedContext(directory, driver.role, 'local'));
  await runStep(connection, { step, tenant, type });
}

/** The steps that make acme's things, without the platform's. */
function acmeSteps(driver: Driver<LocalSession>) {
  const mine = driver.lower(lowerInput([acmeCorp], [dailyRevenue])).filter((one) => one.tenant.slug === acmeCorp.slug);
  const alone = mine.map((one) => ({ ...one, dependsOn: [] }));
  return stepsBetween(driver, alone, []);
}

test.each(drivers)("%s: a step of one tenant is not run in another tenant's session", async (_, driver) => {
  const [first] = acmeSteps(driver);
  await expect(run(driver, first!.step, first!.type, globexInc)).rejects.toThrow("is not this session's");
  expect(existsSync(join(directory, driver.role))).toBe(false);
});

test.each(drivers)('%s: an address cannot climb out of the environment', async (_, driver) => {
  const [first] = acmeSteps(driver);
  const name = '../../../globex-inc/x.data.available';
  const step = { ...first!.step, address: `acme-corp/${first!.type.kind}/${name}` };
  await expect(run(driver, step, first!.type, acmeCorp)).rejects.toThrow("is not this session's");
});

test('events: a topic of a tenant whose slug only begins alike is not this one', async () => {
  const type = typeOf(localEvents, 'events.topic');
  const [first] = acmeSteps(localEvents);
  const step = { ...first!.step, address: 'acme-corp/events.topic/acme-corp-eu.daily_revenue.data.available' };
  await expect(run(localEvents, step, type, acmeCorp)).rejects.toThrow("is not this session's");
});

test("objects: another tenant's id in the name is refused", async () => {
  const type = typeOf(localObjects, 'objects.prefix');
  const [first] = acmeSteps(localObjects);
  const name = `akili-data/tenant-${globexInc.id}/products/daily_revenue/data/`;
  const step = { ...first!.step, address: `acme-corp/objects.prefix/${name}` };
  await expect(run(localObjects, step, type, acmeCorp)).rejects.toThrow("is not this session's");
});

test('a bucket that still holds something does not go', async () => {
  const [bucket] = stepsBetween(localObjects, localObjects.lower(lowerInput([], [])), []);
  await run(localObjects, bucket!.step, bucket!.type, bucket!.tenant);
  writeFileSync(join(directory, 'objects', 'akili-data', 'part-0.parquet'), 'rows');
  const remove = { ...bucket!.step, op: 'delete' as const, request: { op: 'remove' } };
  await expect(run(localObjects, remove, bucket!.type, bucket!.tenant)).rejects.toThrow('is not empty');
});

test('folders that a killed run left empty are not there', async () => {
  mkdirSync(join(directory, 'objects', 'akili-data', `tenant-${acmeCorp.id}`, 'products', 'daily_revenue', 'data'), {
    recursive: true,
  });
  mkdirSync(join(directory, 'events', 'acme-corp', 'acme-corp.daily_revenue.data.available'), { recursive: true });
  for (const [role, driver] of drivers) {
    const connection = await driver.connect(embeddedContext(directory, driver.role, 'local'));
    expect(await observe(connection, [acmeCorp]), role).toEqual([]);
  }
});
