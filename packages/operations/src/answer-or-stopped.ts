import { diagnosticOf } from '@akili/compiler';
import { createLocator } from '@akili/manifest';
import type { Snapshot } from '@akili/model';
import type { Answer } from './answer.ts';
import { sourcesOf } from './compile-repository.ts';
import { stoppedBy, type Stopped } from './stopped.ts';
import { findingsDocument } from './summarise.ts';

/** The answer of an operation, or what stopped it as findings with their exit code. */
export async function answerOrStopped(snapshot: Snapshot, operation: () => Promise<Answer>): Promise<Answer> {
  try {
    return await operation();
  } catch (error) {
    return stoppedAnswer(stoppedBy(error), snapshot);
  }
}

/** What stopped an operation, as its answer; places are looked up in the snapshot. */
export function stoppedAnswer({ findings, diagnostics, counts, exitCode }: Stopped, snapshot: Snapshot): Answer {
  const locate = createLocator(snapshot);
  const located = findings.map((finding) => diagnosticOf(finding, locate));
  return { document: findingsDocument([...diagnostics, ...located], counts), exitCode, sourceOf: sourcesOf(snapshot) };
}
