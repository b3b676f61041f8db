import type { Diagnostic } from '@akili/diagnostics';
import { writeExpectation } from './expectation.ts';

/** Diagnostics in the form in which cases expect them, sorted: `CODE path:line`. */
export function found(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics
    .map((one) =>
      writeExpectation({
        code: one.code,
        ...(one.file === undefined ? {} : { file: one.file }),
        ...(one.range === undefined ? {} : { line: one.range.start.line }),
      }),
    )
    .sort();
}
