import { plan, type Planned, type PlanScope } from '@akili/plan';
import type { Resource, TenantIdentity, TenantState, JournalEntry } from '@akili/resource';
import { FakeEngine, fakeInput, fakeTenant, fakeTypes, MemoryDisk, MemoryStore } from '@akili/testkit';
import { apply } from './apply.ts';
import type { ApplyDeps } from './apply-deps.ts';
import type { ApplyReport } from './report.ts';

/** What the tests of this package apply to: an engine and a disk that outlive processes, and plans made from both. */
export class World {
  readonly engine = new FakeEngine();
  readonly disk = new MemoryDisk();
  #runs = 0;
  #time = Date.UTC(2026, 2, 1);

  /** Plans for tenants and what they desire, with consent to everything. */
  plan(desired: readonly (readonly [TenantIdentity, readonly Resource[]])[], scope?: PlanScope): Planned {
    const tenants = desired.map(([tenant, resources]) =>
      fakeTenant(tenant, resources, this.engine, this.disk.states.get(tenant.slug)),
    );
    const everything = tenants.flatMap((tenant) => tenant.observed.map(({ address }) => address));
    return plan({ ...fakeInput(tenants, everything), ...(scope === undefined ? {} : { scope }) });
  }

  /** Applies as one process would; `over` replaces parts of what it is given. */
  apply(planned: Planned, over: Partial<ApplyDeps> = {}): Promise<ApplyReport> {
    this.#runs += 1;
    return apply(planned.plan, {
      sessionFor: () => Promise.resolve(this.engine.session),
      typeOf: (kind) => fakeTypes.get(kind),
      store: new MemoryStore(this.disk),
      clock: () => (this.#time += 1),
      sleep: () => Promise.resolve(),
      signal: new AbortController().signal,
      run: `run-${this.#runs}`,
      records: planned.records,
      gone: planned.gone,
      resume: false,
      leaseTimeoutMs: 0,
      ...over,
    });
  }

  /**
   * Applies in a process that is killed at the point with this number (points lie before every record that is
   * written, and before and after every effect). Nothing that the process does afterwards reaches engine or disk.
   * Answers whether there was such a point.
   */
  async applyAndDie(planned: Planned, death: number, over: Partial<ApplyDeps> = {}): Promise<boolean> {
    let points = 0;
    const point = (): void => {
      points += 1;
      if (points >= death) throw new Error('killed');
    };
    this.engine.faults = { before: point, after: point };
    const store = new MemoryStore(this.disk, point);
    await this.apply(planned, { store, retry: { attempts: 1, baseMs: 0, maxMs: 0 }, ...over });
    this.engine.faults = {};
    this.disk.powerCut();
    return points >= death;
  }

  state(tenant: TenantIdentity): TenantState | undefined {
    return this.disk.states.get(tenant.slug);
  }

  journal(tenant: TenantIdentity): readonly JournalEntry[] {
    return this.disk.journals.get(tenant.slug) ?? [];
  }
}
