import type { ExitCode } from '@akili/diagnostics';
import type { Document, SourceOf } from '@akili/report';

/** What an operation answers: a document to render, the exit code it means, and the texts its places point into. */
export interface Answer {
  readonly document: Document;
  readonly exitCode: ExitCode;
  readonly sourceOf: SourceOf;
}
