import { diagnosticOf } from '@akili/compiler';
import { exitCodes, worstExitCode } from '@akili/diagnostics';
import { createLocator } from '@akili/manifest';
import { drift as findDrift, driftExitCode } from '@akili/plan';
import { headCommit, readWorkingTree } from '@akili/repo';
import type { Answer } from './answer.ts';
import { answerOrStopped } from './answer-or-stopped.ts';
import { sourcesOf } from './compile-repository.ts';
import { compileWhole } from './compile-whole.ts';
import { sourceDrift } from './connection/source-drift.ts';
import { livePlanInput } from './live-plan-input.ts';
import { openEnvironment } from './open-environment.ts';
import type { OperationHost } from './operation-host.ts';
import { planScope } from './plan-scope.ts';
import type { Selection } from './selection.ts';

/** Compares the live engines with what is declared, and sources with their schema locks; changes nothing. */
export async function drift(
  host: OperationHost,
  selection: Selection,
  options: { readonly lockTimeoutMs: number },
): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  const sourceOf = sourcesOf(snapshot);
  return await answerOrStopped(snapshot, async () => {
    const { whole } = await compileWhole(snapshot, selection, {}, host);
    // Before the lock is taken: a slow source must not keep others from applying.
    const sources = await sourceDrift(whole.collected.repository, selection, host);
    const locate = createLocator(snapshot);
    const open = await openEnvironment(whole, { ...options, scope: planScope(selection) }, host);
    try {
      const request = {
        scope: planScope(selection),
        allowDestroy: [],
        commit: (await headCommit(host.root)) ?? null,
        // Warnings about manifests are not drift.
        diagnostics: sources.findings.map((finding) => diagnosticOf(finding, locate)),
      };
      const found = findDrift(await livePlanInput(whole, open, request, host)).plan;
      const exitCode = worstExitCode([driftExitCode(found), ...(sources.differs ? [exitCodes.differences] : [])]);
      return { document: { kind: 'drift', plan: found }, exitCode, sourceOf };
    } finally {
      await open.close();
    }
  });
}
