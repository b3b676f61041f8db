import { addressOf, byAddress, EngineError } from '@akili/resource';
import type { Address, Observed, Resource, Step, TenantIdentity } from '@akili/resource';
import type { FakeSpec } from './fake-types.ts';

/** What a step runs in: applies an effect to the engine whole, or not at all. */
export interface FakeSession {
  run(step: Step, effect: (things: Map<string, Observed>) => void, signal: AbortSignal): Promise<void>;
}

/** What a test does around the effect of a step; throwing there is the engine's failure (or the process's death). */
export interface FakeFaults {
  readonly before?: (step: Step) => void | Promise<void>;
  readonly after?: (step: Step) => void | Promise<void>;
}

/** An engine in memory that holds to the laws of `ResourceType` and refuses what real engines refuse. */
export class FakeEngine {
  readonly things = new Map<string, Observed>();
  /** Ids of the steps whose effect took place, in that order. */
  readonly effects: string[] = [];
  faults: FakeFaults = {};

  inventory(tenant: TenantIdentity): readonly Observed[] {
    return [...this.things.values()].filter(({ address }) => address.startsWith(`${tenant.slug}/`)).toSorted(byAddress);
  }

  readonly session: FakeSession = {
    run: async (step, effect, signal) => {
      // One turn of the loop, so that steps really overlap.
      await new Promise((resolve) => setImmediate(resolve));
      await this.faults.before?.(step);
      if (signal.aborted) throw new EngineError('aborted');
      effect(this.things);
      this.effects.push(step.id);
      await this.faults.after?.(step);
    },
  };
}

/** A desired thing for the fake engine; its name is made the tenant's own. `within` is an address. */
export function fakeResource(
  tenant: TenantIdentity,
  kind: 'lookup.role' | 'lookup.schema' | 'lookup.table' | 'events.topic',
  name: string,
  options: {
    readonly size?: number;
    readonly within?: Address;
    readonly dependsOn?: readonly Address[];
    readonly product?: string;
  } = {},
): Resource<FakeSpec> {
  const full = `${tenant.slug}.${name}`;
  const { within, product } = options;
  return {
    address: addressOf(tenant.slug, kind, full),
    ...{ tenant, kind, name: full },
    spec: { size: options.size ?? 1, within: within ?? null },
    dependsOn: [...new Set([...(within === undefined ? [] : [within]), ...(options.dependsOn ?? [])])].sort(),
    ...(product === undefined ? {} : { product }),
    origin: { file: `tenants/${tenant.slug}/products/${product ?? name}/product.yaml` },
  };
}
