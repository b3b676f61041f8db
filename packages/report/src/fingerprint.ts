import type { Diagnostic } from '@akili/diagnostics';
import { digestOf } from '@akili/model';
import type { LineOf } from './source-lines.ts';

/**
 * An identity for each finding that survives moved lines: the code, the file, whose it is and the text of its line,
 * and a number where several findings share all of that. The wording of messages is left out, so that improving a
 * sentence does not open every alert anew.
 */
export function fingerprints(diagnostics: readonly Diagnostic[], lineOf: LineOf): readonly string[] {
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const { code, file, tenant, product, range } = diagnostic;
    const text = file === undefined || range === undefined ? undefined : lineOf(file, range.start.line)?.trim();
    const digest = digestOf({ code, file, tenant, product, text }).slice('sha256:'.length, 'sha256:'.length + 32);
    const count = (seen.get(digest) ?? 0) + 1;
    seen.set(digest, count);
    return `${digest}:${count}`;
  });
}
