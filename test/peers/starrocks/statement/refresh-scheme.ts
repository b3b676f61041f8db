import { readInterval } from '../expression/read-interval.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readString } from '../syntax/names.ts';

/** When a materialized view is refreshed. */
export interface RefreshScheme {
  readonly moment: 'immediate' | 'deferred';
  readonly trigger: 'manual' | 'onChange' | 'every';
  /** `yyyy-MM-dd HH:mm:ss`, as written. */
  readonly start?: string;
  readonly every?: { readonly count: number; readonly unit: string };
}

const units = new Set(['DAY', 'HOUR', 'MINUTE', 'SECOND']);

/**
 * Reads what follows REFRESH: `[IMMEDIATE | DEFERRED] [ASYNC [START (...)] [EVERY (INTERVAL n unit)] | MANUAL]`.
 * No scheme is MANUAL, no moment is IMMEDIATE. Source: docs `materialized_view/CREATE_MATERIALIZED_VIEW.md`.
 */
export function readRefreshScheme(cursor: Cursor): RefreshScheme {
  const deferred = cursor.accept('DEFERRED');
  const immediate = !deferred && cursor.accept('IMMEDIATE');
  const moment = deferred ? 'deferred' : 'immediate';
  if (cursor.accept('MANUAL')) return { moment, trigger: 'manual' };
  if (!cursor.accept('ASYNC')) {
    if (!deferred && !immediate) cursor.fail();
    return { moment, trigger: 'manual' };
  }
  const start = readStart(cursor);
  if (start === undefined && !cursor.sees('EVERY')) return { moment, trigger: 'onChange' };
  return { moment, trigger: 'every', every: readEvery(cursor), ...(start !== undefined && { start }) };
}

function readStart(cursor: Cursor): string | undefined {
  if (!cursor.accept('START', '(')) return undefined;
  const start = readString(cursor);
  cursor.expect(')');
  return start;
}

function readEvery(cursor: Cursor): { readonly count: number; readonly unit: string } {
  cursor.expect('EVERY', '(');
  const at = cursor.peek().at;
  const interval = readInterval(cursor);
  cursor.expect(')');
  if (interval.kind !== 'interval' || interval.value.kind !== 'literal' || !/^\d+$/.test(interval.value.text)) {
    cursor.failWith(at, 'Refresh interval must be a whole number of units');
  }
  if (!units.has(interval.unit)) cursor.failWith(at, `Refresh interval does not support unit '${interval.unit}'`);
  return { count: Number(interval.value.text), unit: interval.unit };
}
