import {
  applyInterrupted,
  FindingError,
  otherStageFirst,
  recordNotWritten,
  stepFailed,
  located,
} from '@akili/diagnostics';
import type { Diagnostic } from '@akili/diagnostics';
import type { Change, Plan } from '@akili/plan';
import type { Lease, Step } from '@akili/resource';
import type { ApplyDeps } from './apply-deps.ts';
import type { Prepared } from './prepare.ts';
import type { ApplyReport, StepReport } from './report.ts';
import { runStep } from './run-step.ts';

/** One walk over a prepared plan: what is running, what ended how, and what there is to say about the whole. */
export class Run {
  readonly #plan: Plan;
  readonly #deps: ApplyDeps;
  readonly #prepared: Prepared;
  readonly #leases: ReadonlyMap<string, Lease>;
  readonly #reports: StepReport[];
  readonly #whole: Diagnostic[] = [];
  readonly #begun = new Set<string>();
  #finished = 0;
  #stopped = false;
  /** Ids of the steps that have succeeded, before this run and in it. */
  readonly done: Set<string>;

  constructor(
    plan: Plan,
    deps: ApplyDeps,
    prepared: Prepared,
    leases: ReadonlyMap<string, Lease>,
    done: ReadonlySet<string>,
  ) {
    this.#plan = plan;
    this.#deps = deps;
    this.#prepared = prepared;
    this.#leases = leases;
    this.done = new Set(done);
    this.#reports = prepared.steps.map(({ step }, number) => ({
      ...{ id: step.id, address: step.address, durationMs: 0 },
      status: prepared.before.has(number) ? 'applied' : 'pending',
    }));
    for (const number of prepared.blocked) this.#block(number);
  }

  /** True when a step of the tenant was begun, or its journal. */
  hasBegun(tenant: string): boolean {
    return this.#begun.has(tenant);
  }

  /** Runs everything that can be run, at most `parallelism` steps at a time. */
  async walk(): Promise<void> {
    const { parallelism = 4, onProgress, signal } = this.#deps;
    onProgress?.({ event: 'begin', total: this.#total });
    const running = new Set<Promise<void>>();
    for (;;) {
      while (running.size < parallelism && !this.#stopped && !signal.aborted) {
        const number = this.#prepared.schedule.next();
        if (number === undefined) break;
        const one = this.#runOne(number).finally(() => running.delete(one));
        running.add(one);
      }
      if (running.size === 0) break;
      await Promise.race(running);
    }
    const pending = this.#reports.filter(({ status }) => status === 'pending').length;
    if (signal.aborted && pending > 0)
      this.#whole.push(located(applyInterrupted.at(undefined, { pending }), undefined));
  }

  /** Closes the journal of a tenant, where it was opened. */
  async end(tenant: string): Promise<void> {
    if (this.#begun.has(tenant)) await this.#append(tenant, { event: 'end', run: this.#deps.run, at: this.#now() });
  }

  report(more: readonly Diagnostic[]): ApplyReport {
    const count = (status: StepReport['status']): number => this.#reports.filter((one) => one.status === status).length;
    const diagnostics = [...this.#whole, ...more];
    return {
      formatVersion: 1,
      planDigest: this.#plan.digest,
      environment: this.#plan.environment,
      summary: { applied: count('applied'), failed: count('failed'), pending: count('pending') },
      steps: this.#reports,
      ...(diagnostics.length === 0 ? {} : { diagnostics }),
    };
  }

  get #total(): number {
    return this.#reports.length - this.#prepared.before.size - this.#prepared.blocked.length;
  }

  async #runOne(number: number): Promise<void> {
    const { step, change } = this.#at(number);
    const { clock, onProgress } = this.#deps;
    const counts = (): { finished: number; total: number } => ({ finished: this.#finished, total: this.#total });
    onProgress?.({ event: 'start', step, ...counts() });
    const started = clock();
    const kind = step.address.split('/')[1] as string;
    const end = await runStep(step, kind, this.#deps, async (entry) => {
      await this.#begin(change.tenant);
      await this.#append(change.tenant, entry);
    });
    const durationMs = Math.max(0, clock() - started);
    const report = (status: StepReport['status'], diagnostic?: Diagnostic): void => {
      const { id, address } = step;
      this.#reports[number] = { id, address, status, durationMs, ...(diagnostic === undefined ? {} : { diagnostic }) };
    };
    const applied = end.end === 'applied' || (end.end === 'unrecorded' && end.applied);
    if (end.end === 'unrecorded') this.#stop(change.tenant, end.problem);
    if (applied) {
      this.#finished += 1;
      this.done.add(step.id);
      report('applied');
      this.#prepared.schedule.succeeded(number);
      onProgress?.({ event: 'applied', step, durationMs, ...counts() });
      return;
    }
    this.#prepared.schedule.failed(number);
    if (end.end !== 'failed') return;
    this.#finished += 1;
    report('failed', failure(step, change, end.error, end.problem));
    onProgress?.({ event: 'failed', step, durationMs, ...counts() });
  }

  /** Opens the tenant's journal before its first entry; steps that begin together wait for the same opening. */
  readonly #openings = new Map<string, Promise<void>>();
  #begin(tenant: string): Promise<void> {
    const opening =
      this.#openings.get(tenant) ??
      this.#append(tenant, {
        event: 'begin',
        run: this.#deps.run,
        ...{ planDigest: this.#plan.digest, tenant, at: this.#now() },
      });
    this.#openings.set(tenant, opening);
    this.#begun.add(tenant);
    return opening;
  }

  #append(tenant: string, entry: Parameters<ApplyDeps['store']['append']>[1]): Promise<void> {
    return this.#deps.store.append(tenant, entry, this.#leases.get(tenant) as Lease);
  }

  #stop(tenant: string, problem: string): void {
    if (!this.#stopped)
      this.#whole.push(located(recordNotWritten.at(undefined, { tenant, problem }, { tenant }), undefined));
    this.#stopped = true;
  }

  #block(number: number): void {
    const { step, change } = this.#at(number);
    const { address, tenant, product, origin } = change;
    const stage = step.credential === 'platform' ? 'tenant' : 'platform';
    const diagnostic = located(otherStageFirst.at(undefined, { address, stage }, { tenant, product }), origin);
    this.#reports[number] = { id: step.id, address, status: 'pending', durationMs: 0, diagnostic };
  }

  #at(number: number): Prepared['steps'][number] {
    return this.#prepared.steps[number] as Prepared['steps'][number];
  }

  #now(): string {
    return new Date(this.#deps.clock()).toISOString();
  }
}

function failure(step: Step, change: Change, error: unknown, problem: string): Diagnostic {
  const { address, tenant, product, origin } = change;
  if (error instanceof FindingError) return located({ ...error.finding, tenant }, origin);
  const params = { address, summary: step.summary, problem };
  return located(stepFailed.at(undefined, params, { tenant, product }), origin);
}
