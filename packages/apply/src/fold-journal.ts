import type { JournalEntry } from '@akili/resource';

/** What a tenant's journal says about one plan. */
export interface FoldedJournal {
  /** True when this plan was the last that was begun for the tenant. */
  readonly resumed: boolean;
  /** Steps with an intent: they may have happened. */
  readonly begun: ReadonlySet<string>;
  /** Steps that succeeded, and were not begun again since. */
  readonly done: ReadonlySet<string>;
}

/** Reads a tenant's journal for a plan; entries of other plans' runs say nothing about it. */
export function foldJournal(entries: readonly JournalEntry[], planDigest: string): FoldedJournal {
  let resumed = false;
  const begun = new Set<string>();
  const done = new Set<string>();
  for (const entry of entries) {
    if (entry.event === 'begin') {
      resumed = entry.planDigest === planDigest;
      if (!resumed) {
        begun.clear();
        done.clear();
      }
    } else if (!resumed) continue;
    else if (entry.event === 'intent') {
      begun.add(entry.step);
      done.delete(entry.step);
    } else if (entry.event === 'done') done.add(entry.step);
  }
  return { resumed, begun, done };
}
