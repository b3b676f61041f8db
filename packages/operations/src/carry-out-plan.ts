import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { apply, applyExitCode, type ApplyEvent } from '@akili/apply';
import { loginKind } from '@akili/credentials';
import { exitCodes, tenantLocked } from '@akili/diagnostics';
import { verifyFresh, type CurrentBasis, type Plan, type Planned } from '@akili/plan';
import { LockedError, platformId, platformSlug, readAddress, type Step, type TenantIdentity } from '@akili/resource';
import type { Snapshot } from '@akili/model';
import type { Answer } from './answer.ts';
import { sourcesOf } from './compile-repository.ts';
import type { OpenEnvironment } from './open-environment.ts';
import type { OperationHost } from './operation-host.ts';
import type { Progress } from './progress.ts';
import { Stopped } from './stopped.ts';
import { stoppedAnswer } from './answer-or-stopped.ts';

/** What carrying a plan out takes beside the plan. */
export interface CarryOutOptions {
  /** What is planned right now: the plan itself, or what a saved one was compared with. */
  readonly planned: Planned;
  readonly stage?: 'platform' | 'tenant';
  /** True for a saved plan. */
  readonly resume: boolean;
  readonly leaseTimeoutMs: number;
  /** Reads the engines again and plans anew, for the last look under the lease. */
  readonly current: () => Promise<CurrentBasis>;
  readonly snapshot: Snapshot;
}

/** Applies a plan to an open environment and reports. */
export async function carryOutPlan(
  plan: Plan,
  open: OpenEnvironment,
  options: CarryOutOptions,
  host: OperationHost,
  progress: (progress: Progress) => void,
): Promise<Answer> {
  const { planned, stage, current } = options;
  const sourceOf = sourcesOf(options.snapshot);
  const identities = new Map(open.tenants.map(({ identity }) => [identity.slug, identity]));
  try {
    const report = await apply(plan, {
      sessionFor: (step) => sessionFor(step, open, identities),
      typeOf: (kind) => open.engines.types.get(kind),
      store: open.store,
      clock: () => host.now().getTime(),
      sleep: (ms, signal) => sleep(ms, undefined, { signal }),
      signal: host.signal,
      run: randomUUID(),
      records: planned.records,
      gone: planned.gone,
      resume: options.resume,
      leaseTimeoutMs: options.leaseTimeoutMs,
      secrets: () => open.secrets.values(),
      onProgress: (event) => tell(event, progress),
      ...(stage === undefined ? {} : { stage }),
      // The lock of an embedded environment is held since the engines were read: nothing can have moved.
      ...(open.environment.embedded ? { laneOf } : { verify: async () => verifyFresh(plan, await current()) }),
    });
    return { document: { kind: 'apply', report }, exitCode: applyExitCode(report), sourceOf };
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    const tenant =
      plan.tenants.map((one) => one.tenant).find((slug) => error.message.includes(slug)) ?? plan.environment;
    const finding = tenantLocked.at(undefined, { tenant, holder: error.holder ?? 'another process' });
    return stoppedAnswer(new Stopped({ findings: [finding] }, exitCodes.locked), options.snapshot);
  }
}

async function sessionFor(
  step: Step,
  open: OpenEnvironment,
  identities: ReadonlyMap<string, TenantIdentity>,
): Promise<unknown> {
  const address = readAddress(step.address);
  if (address === undefined) throw new Error(`${step.address} is no address`);
  const identity =
    address.tenant === platformSlug ? { slug: platformSlug, id: platformId } : identities.get(address.tenant);
  if (identity === undefined) throw new Error(`${step.address} belongs to no tenant that is known here`);
  if (address.kind === loginKind && open.connections.made !== undefined) return open.connections.made.session(identity);
  const engine = open.engines.engineOf.get(address.kind);
  if (engine === undefined) throw new Error(`no engine has the kind of ${step.address}`);
  const connection = open.connections.byRole.get(engine.binding.role);
  if (connection === undefined) throw new Error(`the ${engine.binding.role} engine is not open`);
  return await connection.session(identity, step.credential);
}

/** One step at a time in each tenant's part of an embedded engine; PGlite has a single session, so all of lookup is one. */
function laneOf(step: Step): string | undefined {
  const address = readAddress(step.address);
  const role = address?.kind.split('.')[0];
  if (role === 'lookup') return 'lookup';
  return role === 'analytics' ? `analytics ${address?.tenant}` : undefined;
}

function tell(event: ApplyEvent, progress: (progress: Progress) => void): void {
  if (event.event === 'begin') progress({ phase: 'applying', done: 0, total: event.total });
  else if (event.event !== 'retry') progress({ phase: 'applying', done: event.finished, total: event.total });
}
