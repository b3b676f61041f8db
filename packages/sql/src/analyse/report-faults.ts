import { notASelect, notOneStatement, sqlSyntax, sqlTooLarge, unsupportedConstruct } from '@akili/diagnostics';
import { unreachable } from '@akili/diagnostics';
import type { TreeFault } from '../tree/sql-tree.ts';
import type { Binder } from './binder.ts';

/** What was wrong with the text before any name was looked up, as findings. */
export function reportFaults(faults: readonly TreeFault[], binder: Binder): void {
  for (const { kind, what, at } of faults) {
    switch (kind) {
      case 'syntax':
        binder.report(sqlSyntax, at, { what });
        break;
      case 'not-a-select':
        binder.report(notASelect, at, { what });
        break;
      case 'not-one-statement':
        binder.report(notOneStatement, at, { count: Number(what) });
        break;
      case 'construct':
        binder.report(unsupportedConstruct, at, { what });
        break;
      case 'too-large':
      case 'too-deep':
        binder.report(sqlTooLarge, at, { limit: what });
        break;
      default:
        unreachable(kind);
    }
  }
}
