import { describe, expect, test } from 'vitest';
import {
  byAddress,
  EngineError,
  specDigest,
  type Driver,
  type DriverContext,
  type EngineConnection,
  type Observed,
  type Resource,
  type Step,
  type TenantIdentity,
} from '@akili/resource';
import { observe, runStep, stepsBetween, tenantsOf, typeOf, type RunnableStep } from './step-runner.ts';

/** A fresh, empty engine for one test. `dispose` closes and removes it, whatever the test left behind. */
export interface DriverEnvironment {
  readonly context: DriverContext;
  dispose(): Promise<void>;
}

/**
 * Two states of one tenant (resources of the platform may stand among them). Both are complete: whatever a
 * resource depends on is in the list. `changed` should change, add and remove things of every kind.
 */
export interface DriverSample {
  readonly name: string;
  readonly desired: readonly Resource[];
  readonly changed: readonly Resource[];
}

export interface DriverSuite<Session> {
  readonly driver: Driver<Session>;
  readonly makeEnvironment: () => Promise<DriverEnvironment>;
  readonly samples: readonly DriverSample[];
  /** A second tenant, applied before each test: nothing that happens to the first may change what it has. */
  readonly bystander: { readonly tenant: TenantIdentity; readonly desired: readonly Resource[] };
  /**
   * The same step changed so that the engine refuses it, as late as possible; undefined where a step cannot be
   * spoiled. The suite expects an `EngineError` and an engine that is as before the step.
   */
  readonly spoil?: (step: Step) => Step | undefined;
  /**
   * Puts something that is not ours (no mark) among the things of the sample's tenant, which is applied and whose
   * connection is closed meanwhile. The suite expects it to be observed without a mark, never to be removed, and to
   * survive the removal of the rest.
   */
  readonly plantUnmarked?: (environment: DriverEnvironment, sample: DriverSample) => Promise<void>;
}

/** Holds a driver to the laws of `ResourceType` and `EngineConnection`. Call it at the top level of a test file. */
export function describeDriver<Session>(name: string, suite: DriverSuite<Session>): void {
  describe(name, () => {
    test('an engine that holds nothing is read as nothing, and reading leaves nothing behind', () =>
      withEngine(suite, async (connection) => {
        for (const tenant of [...tenantsOf(suite.samples.flatMap((one) => one.desired)), suite.bystander.tenant]) {
          expect(await observe(connection, [tenant])).toEqual([]);
          expect(await observe(connection, [tenant])).toEqual([]);
        }
      }));
    for (const sample of suite.samples) describe(sample.name, () => describeSample(suite, sample));
  });
}

function describeSample<Session>(suite: DriverSuite<Session>, sample: DriverSample): void {
  const { driver } = suite;
  const tenants = tenantsOf([...sample.desired, ...sample.changed]);
  /** Applies the bystander, runs the body, and sees that nothing of the bystander moved. */
  const besideBystander = (body: (connection: EngineConnection<Session>) => Promise<void>): Promise<void> =>
    withEngine(suite, async (connection) => {
      await apply(driver, connection, suite.bystander.desired, [suite.bystander.tenant]);
      const before = await observe(connection, [suite.bystander.tenant]);
      await body(connection);
      expect(await observe(connection, [suite.bystander.tenant])).toEqual(before);
    });

  test('what was created is observed exactly as expected, marked, and leaves nothing to do', () =>
    besideBystander(async (connection) => {
      await apply(driver, connection, sample.desired, tenants);
      expectApplied(driver, sample.desired, await observe(connection, tenants));
    }));

  test('applying the difference between two states leaves no difference, there and back', () =>
    besideBystander(async (connection) => {
      for (const state of [sample.desired, sample.changed, sample.desired]) {
        await apply(driver, connection, state, tenants);
        expectApplied(driver, state, await observe(connection, tenants));
      }
    }));

  test('the same difference is made of the same steps', () => {
    const once = stepsBetween(driver, sample.desired, [], tenants).map(({ step }) => step);
    expect(stepsBetween(driver, sample.desired.toReversed(), [], tenants).map(({ step }) => step)).toEqual(once);
    expect(JSON.parse(JSON.stringify(once))).toEqual(once);
  });

  test('running each step twice is harmless', () =>
    besideBystander(async (connection) => {
      for (const state of [sample.desired, sample.changed, []]) {
        for (const step of stepsBetween(driver, state, await observe(connection, tenants), tenants)) {
          await runStep(connection, step);
          const once = await observe(connection, tenants);
          await runStep(connection, step);
          expect(await observe(connection, tenants), `after ${step.step.id} a second time`).toEqual(once);
        }
        expectApplied(driver, state, await observe(connection, tenants));
      }
    }));

  test('a step that is aborted happens wholly or not at all', () =>
    besideBystander(async (connection) => {
      for (const state of [sample.desired, sample.changed, []])
        for (const step of stepsBetween(driver, state, await observe(connection, tenants), tenants))
          await expectWholeOrNothing(connection, step, tenants);
      expect(await observe(connection, tenants)).toEqual([]);
    }));

  test('everything that is ours can be removed', () =>
    besideBystander(async (connection) => {
      await apply(driver, connection, sample.desired, tenants);
      await apply(driver, connection, [], tenants);
      expect(await observe(connection, tenants)).toEqual([]);
    }));

  const { spoil, plantUnmarked } = suite;
  if (spoil !== undefined)
    test('a step that fails leaves the engine as before, and the rest can follow later', () =>
      besideBystander(async (connection) => {
        let spoiled = 0;
        for (const state of [sample.desired, sample.changed, []]) {
          for (const step of stepsBetween(driver, state, await observe(connection, tenants), tenants)) {
            const bad = spoil(step.step);
            if (bad !== undefined) {
              const before = await observe(connection, tenants);
              await expect(runStep(connection, { ...step, step: bad }), bad.id).rejects.toThrow(EngineError);
              expect(await observe(connection, tenants), `after ${bad.id} failed`).toEqual(before);
              spoiled += 1;
            }
            await runStep(connection, step);
          }
          expectApplied(driver, state, await observe(connection, tenants));
        }
        expect(spoiled).toBeGreaterThan(0);
      }));

  if (plantUnmarked !== undefined)
    test('what carries no mark is observed, and never removed', () =>
      withEnvironment(suite, async (environment) => {
        await connected(driver, environment, (connection) => apply(driver, connection, sample.desired, tenants));
        await plantUnmarked(environment, sample);
        await connected(driver, environment, async (connection) => {
          const unmarked = (await observe(connection, tenants)).filter((thing) => thing.mark === undefined);
          expect(unmarked).not.toEqual([]);
          for (const thing of unmarked)
            expect(typeOf(driver, thing.kind).diff(undefined, thing)?.steps ?? []).toEqual([]);
          // What holds a foreign thing (a schema, a folder) may refuse to go; everything else goes.
          for (const step of stepsBetween(driver, [], await observe(connection, tenants), tenants))
            await runStep(connection, step).catch((error: unknown) => expect(error).toBeInstanceOf(EngineError));
          const left = await observe(connection, tenants);
          for (const thing of unmarked) expect(left.map((one) => one.address)).toContain(thing.address);
        });
      }));
}

/** Aborted before it starts, then aborted in the middle, then run: three chances to leave a half step behind. */
async function expectWholeOrNothing<Session>(
  connection: EngineConnection<Session>,
  step: RunnableStep<Session>,
  tenants: readonly TenantIdentity[],
): Promise<void> {
  const before = await observe(connection, tenants);
  await runStep(connection, step, AbortSignal.abort()).catch(() => undefined);
  const refused = await observe(connection, tenants);
  const controller = new AbortController();
  const running = runStep(connection, step, controller.signal).catch(() => undefined);
  setImmediate(() => controller.abort());
  await running;
  const interrupted = await observe(connection, tenants);
  await runStep(connection, step);
  const after = await observe(connection, tenants);
  expect([before, after], `${step.step.id}, aborted before it began`).toContainEqual(refused);
  expect([before, after], `${step.step.id}, aborted in the middle`).toContainEqual(interrupted);
}

function expectApplied<Session>(
  driver: Driver<Session>,
  desired: readonly Resource[],
  observed: readonly Observed[],
): void {
  const expected = desired.toSorted(byAddress).map((resource) => ({
    address: resource.address,
    kind: resource.kind,
    name: resource.name,
    value: typeOf(driver, resource.kind).expect(resource as Resource<never>),
    mark: { tenantId: resource.tenant.id, digest: specDigest(resource) },
  }));
  expect(observed.map(({ facts: _, ...rest }) => rest)).toEqual(expected);
  for (const resource of desired) {
    const live = observed.find((thing) => thing.address === resource.address);
    const difference = typeOf(driver, resource.kind).diff(resource as Resource<never>, live);
    expect(difference, `nothing to do for ${resource.address}`).toBeUndefined();
  }
}

async function apply<Session>(
  driver: Driver<Session>,
  connection: EngineConnection<Session>,
  desired: readonly Resource[],
  tenants: readonly TenantIdentity[],
): Promise<void> {
  for (const step of stepsBetween(driver, desired, await observe(connection, tenants), tenants))
    await runStep(connection, step);
}

async function withEnvironment<Session>(
  suite: DriverSuite<Session>,
  body: (environment: DriverEnvironment) => Promise<void>,
): Promise<void> {
  const environment = await suite.makeEnvironment();
  try {
    await body(environment);
  } finally {
    await environment.dispose();
  }
}

async function connected<Session>(
  driver: Driver<Session>,
  environment: DriverEnvironment,
  body: (connection: EngineConnection<Session>) => Promise<void>,
): Promise<void> {
  const connection = await driver.connect(environment.context);
  try {
    await body(connection);
  } finally {
    await connection.close();
  }
}

function withEngine<Session>(
  suite: DriverSuite<Session>,
  body: (connection: EngineConnection<Session>) => Promise<void>,
): Promise<void> {
  return withEnvironment(suite, (environment) => connected(suite.driver, environment, body));
}
