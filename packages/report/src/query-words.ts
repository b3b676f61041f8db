import type { PlannedQuery, ReachedProduct } from '@akili/plan';

/** What a class of changes means, in words. */
export const queryWords: { readonly [name in PlannedQuery['class']]: string } = {
  formatting: 'only its formatting changes',
  identical: 'it is written otherwise and means the same',
  added: 'columns are added, nothing else changes',
  rows: 'rows or values may change',
  breaking: 'it breaks who reads it',
};

/** `daily_report (revenue, region; its rows)`. */
export function reachedWords({ product, columns, rows }: ReachedProduct): string {
  const parts = [...(columns.length === 0 ? [] : [columns.join(', ')]), ...(rows ? ['its rows'] : [])];
  return `${product} (${parts.join('; ')})`;
}
