import type { Snapshot } from '@akili/model';
import { needsControlFlow } from '@akili/sql';

/**
 * True when `collect` may need a `ControlFlow` (from `@akili/sql/control-flow`, which loads a template parser and is
 * therefore imported only then): a query has blocks or filters, or a manifest's escapes could hide some.
 */
export function needsTemplateParser(snapshot: Snapshot): boolean {
  return snapshot.files.some(({ path, text }) => {
    if (path.endsWith('.sql')) return needsControlFlow(text);
    return path.endsWith('/quality.yaml') && (text.includes('\\') || needsControlFlow(text));
  });
}
