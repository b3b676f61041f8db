import { refusedValue } from './refused-value.ts';

/** DuckDB's last whole year of a timestamp. */
const lastYear = 294_246;

/** A date or timestamp (UTC) as the engine wrote it, as DuckDB reads it. Before our era, or too far: refused. */
export function momentText(text: string, column: string): string {
  if (text === 'infinity' || text === '-infinity') return text;
  if (text.endsWith(' BC'))
    throw refusedValue(
      column,
      'a date before our era',
      'the canonical types begin with the year 1: leave such rows out with a view',
    );
  const year = Number(/^\d+/.exec(text)?.[0] ?? '0');
  if (year === 0)
    throw refusedValue(
      column,
      'a date of the year 0',
      'no calendar has it: write NULL or leave such rows out with a view',
    );
  if (year > lastYear && text.includes(':'))
    throw refusedValue(column, `a time after the year ${lastYear}`, 'leave such rows out with a view');
  // `2026-01-01 00:00:00+00`: the session's zone is UTC.
  return text.replace(/\+00(:00)?$/, '');
}
