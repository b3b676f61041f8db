import type { SourceOf } from '@akili/report';
import type { Answer } from './answer.ts';
import { stoppedBy, type Stopped } from './stopped.ts';
import { findingsDocument } from './summarise.ts';

/** The answer of an operation, or what stopped it as findings with their exit code. */
export async function answerOrStopped(sourceOf: SourceOf, operation: () => Promise<Answer>): Promise<Answer> {
  try {
    return await operation();
  } catch (error) {
    return stoppedAnswer(stoppedBy(error), sourceOf);
  }
}

/** What stopped an operation, as its answer. */
export function stoppedAnswer(stopped: Stopped, sourceOf: SourceOf): Answer {
  return { document: findingsDocument(stopped.diagnostics), exitCode: stopped.exitCode, sourceOf };
}
