import { importRefused, importToConfirm } from '@akili/diagnostics';
import { scenario, type Scenario } from './scenario.ts';

/** What `akili import sql` can complain about. */
export const importScenarios: readonly Scenario[] = [
  scenario(
    importRefused,
    {
      what: 'the function WEEK',
      dialect: 'MySQL',
      why: 'Weeks are those of ISO 8601 here, which is mode 3 of WEEK there.',
    },
    '`akili import sql --from mysql revenue.sql` read a text with `WEEK(ordered_at)`.',
    '`EXTRACT(week FROM ordered_at)` was written, since weeks of ISO 8601 were meant.',
  ),
  scenario(
    importToConfirm,
    {
      what: '/',
      dialect: 'PostgreSQL',
      why: 'it keeps the fraction here, and drops it there where both sides are integers: write // for those',
    },
    '`akili import sql --from postgres revenue.sql` read a text with `pieces / boxes`.',
    '`pieces // boxes` was written, since both are integers and whole boxes were meant.',
  ),
];
