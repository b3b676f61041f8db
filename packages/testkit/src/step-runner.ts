import { byAddress, type Driver, type EngineConnection, type Observed } from '@akili/resource';
import type { Address, Resource, ResourceType, Step, TenantIdentity } from '@akili/resource';

/** A step with all that is needed to carry it out. */
export interface RunnableStep<Session> {
  readonly step: Step;
  readonly tenant: TenantIdentity;
  readonly type: ResourceType<never, Session>;
}

/** The driver's type of a kind. Throws where the driver has none: that is a bug in the driver or the sample. */
export function typeOf<Session>(driver: Driver<Session>, kind: string): ResourceType<never, Session> {
  const type = driver.types.find((candidate) => candidate.kind === kind);
  if (type === undefined) throw new Error(`driver ${driver.name} has no resource type ${kind}`);
  return type;
}

/** Every tenant that the resources belong to, each once, in the order of their first resource. */
export function tenantsOf(resources: readonly Resource[]): readonly TenantIdentity[] {
  return [...new Map(resources.map((resource) => [resource.tenant.id, resource.tenant])).values()];
}

/** What the engine holds of these tenants, sorted by address. */
export async function observe(
  connection: Pick<EngineConnection, 'inventory'>,
  tenants: readonly TenantIdentity[],
): Promise<readonly Observed[]> {
  const signal = new AbortController().signal;
  const found: Observed[] = [];
  for (const tenant of tenants) found.push(...(await connection.inventory(tenant, signal)));
  return found.toSorted(byAddress);
}

/**
 * The steps from what is observed to what is desired, in the order of an apply: creations and updates by rank and
 * by `dependsOn`, then removals the other way round. Observed things without a mark are left alone.
 */
export function stepsBetween<Session>(
  driver: Driver<Session>,
  desired: readonly Resource[],
  observed: readonly Observed[],
  tenants: readonly TenantIdentity[] = tenantsOf(desired),
): readonly RunnableStep<Session>[] {
  const live = new Map(observed.map((thing) => [thing.address, thing]));
  const wanted = new Set(desired.map((resource) => resource.address));
  const steps: RunnableStep<Session>[] = [];
  for (const resource of inOrder(driver, desired)) {
    const type = typeOf(driver, resource.kind);
    const difference = type.diff(resource as Resource<never>, live.get(resource.address));
    for (const [index, draft] of (difference?.steps ?? []).entries())
      steps.push({
        type,
        tenant: resource.tenant,
        step: {
          ...draft,
          id: `${resource.address}#${index + 1}`,
          address: resource.address,
          op: difference!.op,
          after: [],
        },
      });
  }
  const removed = observed
    .filter((thing) => !wanted.has(thing.address) && thing.mark !== undefined)
    .toSorted((a, b) => typeOf(driver, b.kind).rank - typeOf(driver, a.kind).rank || byAddress(b, a));
  for (const thing of removed) {
    const type = typeOf(driver, thing.kind);
    const tenant = tenants.find((candidate) => thing.address.startsWith(`${candidate.slug}/`));
    if (tenant === undefined) throw new Error(`${thing.address} belongs to none of the tenants that were read`);
    for (const [index, draft] of (type.diff(undefined, thing)?.steps ?? []).entries())
      steps.push({
        type,
        tenant,
        step: { ...draft, id: `${thing.address}#${index + 1}`, address: thing.address, op: 'delete', after: [] },
      });
  }
  return steps;
}

/** Runs one step with the session its credential asks for. */
export async function runStep<Session>(
  connection: EngineConnection<Session>,
  { step, tenant, type }: RunnableStep<Session>,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  await type.run(await connection.session(tenant, step.credential), step, signal);
}

function inOrder<Session>(driver: Driver<Session>, resources: readonly Resource[]): readonly Resource[] {
  const byName = new Map<Address, Resource>(resources.map((resource) => [resource.address, resource]));
  const placed = new Set<Address>();
  const order: Resource[] = [];
  const place = (resource: Resource): void => {
    if (placed.has(resource.address)) return;
    placed.add(resource.address);
    for (const address of resource.dependsOn) {
      const needed = byName.get(address);
      if (needed === undefined) throw new Error(`${resource.address} depends on ${address}, which the sample lacks`);
      place(needed);
    }
    order.push(resource);
  };
  const ranked = resources.toSorted(
    (a, b) => typeOf(driver, a.kind).rank - typeOf(driver, b.kind).rank || byAddress(a, b),
  );
  for (const resource of ranked) place(resource);
  return order;
}
