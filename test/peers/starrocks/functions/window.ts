import { family } from './function-entry.ts';

/** Source: docs `sql-functions/Window_function.md`. There is no NTH_VALUE. */
export const windowFunctions = family('window', {
  cume_dist: 0,
  dense_rank: 0,
  first_value: 1,
  lag: [1, 3],
  last_value: 1,
  lead: [1, 3],
  ntile: 1,
  percent_rank: 0,
  rank: 0,
  row_number: 0,
});
