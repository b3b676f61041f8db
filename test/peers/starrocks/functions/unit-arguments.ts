/**
 * Functions whose first argument must be one of these strings, a literal.
 * Source: docs `date-time-functions/date_trunc.md`, `date_diff.md`.
 */
export const unitArguments: ReadonlyMap<string, readonly string[]> = new Map([
  ['date_trunc', ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second']],
  ['date_diff', ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond']],
]);
