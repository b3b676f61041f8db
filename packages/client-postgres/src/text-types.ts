/**
 * Types (by oid) that stay the text PostgreSQL wrote: int8 and numeric would lose digits as numbers, dates and
 * timestamps would move through the machine's time zone.
 */
export const textTypes: readonly number[] = [
  20, // int8
  1700, // numeric
  1082, // date
  1083, // time
  1114, // timestamp
  1184, // timestamptz
];
