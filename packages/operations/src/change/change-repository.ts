import { readRepository } from '@akili/compiler';
import { exitCodes } from '@akili/diagnostics';
import type { Snapshot } from '@akili/model';
import { refusalExitCode } from '@akili/plan';
import { headCommit } from '@akili/repo';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { sourcesOf } from '../compile-repository.ts';
import { compileWhole } from '../compile-whole.ts';
import { offlinePlanInput } from '../offline-plan-input.ts';
import type { OperationHost } from '../operation-host.ts';
import { planWithVote } from '../plan-with-vote.ts';
import { changedSnapshot, realChanges, writtenFiles, type FileChange } from './file-change.ts';
import { writeFiles } from './write-files.ts';

/** A change to the files of one tenant. */
export interface RepositoryChange {
  readonly before: Snapshot;
  readonly tenant: string;
  /** Undefined: the default environment. */
  readonly environment: string | undefined;
  readonly changes: readonly FileChange[];
  /** What is left to do for a person; sentences. */
  readonly notes: readonly string[];
}

/**
 * Compiles the repository as it will be and writes the files only where the tenant has no errors then and isolation
 * holds: all of them, or none and the findings as the answer. Tells what the next plan will make of them, by comparing
 * with the files as they were; the engines are not asked.
 */
export async function changeRepository(host: OperationHost, change: RepositoryChange): Promise<Answer> {
  const { before, tenant, environment, notes } = change;
  const changes = realChanges(before, change.changes);
  const files = writtenFiles(before, changes);
  const after = changedSnapshot(before, changes);
  const sourceOf = sourcesOf(after);
  if (files.length === 0) return { document: { kind: 'written', files, notes }, exitCode: exitCodes.ok, sourceOf };
  return await answerOrStopped(after, async () => {
    const selection = { environment, tenants: [tenant], products: [] };
    const { tenants } = readRepository(before).repository;
    const ids = Object.fromEntries(tenants.map(({ slug, id }) => [slug, id]));
    const { whole, diagnostics } = await compileWhole(after, selection, { base: ids }, host);
    const request = {
      ...{ scope: { tenants: [tenant] }, allowDestroy: [], diagnostics },
      commit: (await headCommit(host.root)) ?? null,
    };
    const input = await offlinePlanInput(whole, { snapshot: before, ids }, request, host);
    const { plan } = await planWithVote(input, whole.compilation);
    const refusal = refusalExitCode([...plan.diagnostics, ...plan.isolation.violations]);
    // Consent to a loss is asked for when the plan is applied; a plan that crosses tenants must never come to be.
    if (refusal === exitCodes.isolationViolated)
      return { document: { kind: 'plan', plan }, exitCode: refusal, sourceOf };
    host.signal.throwIfAborted();
    writeFiles(host.root, before, changes);
    return { document: { kind: 'written', files, notes, plan }, exitCode: exitCodes.ok, sourceOf };
  });
}
