import { family, many } from './function-entry.ts';

/** Source: docs `array-functions/unnest.md`, `table-functions/generate_series.md`, `json_each.md`, `bitmap-functions/`. FILES is not covered. */
export const tableFunctions = family('table', {
  generate_series: [2, 3],
  json_each: 1,
  subdivide_bitmap: 2,
  unnest: [1, many],
  unnest_bitmap: 1,
});
