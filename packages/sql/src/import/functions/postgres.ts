import { shared } from './common.ts';
import { formatOf, toCharCodes } from './formats.ts';
import { isText, type Rule, type Rules } from './rule.ts';
import { unitOf } from './units.ts';

const toChar: Rule = ({ raw }) => {
  const format = isText(raw[1]) ? formatOf(raw[1] as string, toCharCodes) : undefined;
  if (format === undefined) return { refuse: 'This format has no counterpart that gives the same text: use STRFTIME.' };
  return { to: `STRFTIME($1, ${format})` };
};

/** What PostgreSQL and Redshift share. Redshift's DATEDIFF counts boundaries, as this dialect does. */
const family: Rules = {
  LENGTH: 'same',
  CHAR_LENGTH: { to: 'LENGTH($1)' },
  CHARACTER_LENGTH: { to: 'LENGTH($1)' },
  CEILING: { to: 'CEIL($1)' },
  GREATEST: 'same',
  LEAST: 'same',
  STRPOS: 'same',
  LEFT: 'same',
  RIGHT: 'same',
  LPAD: ({ args }) => (args.length === 3 ? 'same' : { to: "LPAD($1, $2, ' ')" }),
  RPAD: ({ args }) => (args.length === 3 ? 'same' : { to: "RPAD($1, $2, ' ')" }),
  SPLIT_PART: 'same',
  REPEAT: 'same',
  MD5: 'same',
  MOD: { to: '($1 % $2)' },
  TRUNC: ({ args }) =>
    args.length === 1 ? 'same' : { refuse: 'TRUNC to places has no form here: use ROUND or FLOOR.' },
  DATE_TRUNC: ({ raw }) =>
    unitOf(raw[0]) !== undefined || /^'week'$/i.test(raw[0] ?? '') ? 'same' : { refuse: 'This unit has no form here.' },
  DATE_PART: { to: 'DATE_PART($1, $2)', confirm: 'the result is a whole number here, a DOUBLE there' },
  NOW: shared.now,
  TO_CHAR: toChar,
  TO_DATE: ({ raw }) => {
    const format = isText(raw[1]) ? formatOf(raw[1] as string, toCharCodes) : undefined;
    return format === undefined
      ? { refuse: 'This format has no counterpart: use STRPTIME.' }
      : { to: `CAST(STRPTIME($1, ${format}) AS DATE)` };
  },
  AVG: shared.averageOfNumbers,
  ROUND: shared.round,
  SUBSTRING: shared.substring,
  SUBSTR: shared.substring,
  STDDEV_SAMP: 'same',
  STDDEV_POP: 'same',
  VAR_SAMP: 'same',
  VAR_POP: 'same',
  STDDEV: { to: 'STDDEV_SAMP($1)' },
  VARIANCE: { to: 'VAR_SAMP($1)' },
  BOOL_AND: 'same',
  BOOL_OR: 'same',
  EVERY: { to: 'BOOL_AND($1)' },
  PERCENTILE_CONT: 'same',
  PERCENTILE_DISC: 'same',
  INITCAP: { refuse: 'There is no INITCAP here: UPPER(LEFT(x, 1)) || LOWER(SUBSTRING(x, 2)) writes one word.' },
};

export const postgres: Rules = {
  ...family,
  CONCAT: 'same',
  CONCAT_WS: 'same',
  STRING_AGG: { to: 'STRING_AGG($*)' },
  ARRAY_AGG: 'same',
  GENERATE_SERIES: 'same',
  UNNEST: 'same',
  MAKE_DATE: 'same',
  STARTS_WITH: 'same',
  CARDINALITY: { to: 'LEN($1)' },
  ARRAY_LENGTH: ({ raw }) =>
    raw[1] === '1'
      ? { to: 'LEN($1)', confirm: 'an empty list has the length 0 here, NULL there' }
      : { refuse: 'Lists have one dimension here.' },
  REGEXP_REPLACE: { refuse: 'The regular expressions of the dialects differ: write REGEXP_REPLACE anew.' },
  AGE: { refuse: 'Use DATEDIFF with a unit: it counts what AGE spells out.' },
};

export const redshift: Rules = {
  ...family,
  AVG: shared.averageOfIntegers,
  CONCAT: { to: '($1 || $2)' },
  NVL: { to: 'COALESCE($*)' },
  NVL2: { to: 'CASE WHEN $1 IS NOT NULL THEN $2 ELSE $3 END' },
  ISNULL: { to: 'COALESCE($1, $2)' },
  LEN: { to: 'LENGTH($1)' },
  GREATEST: 'same',
  GETDATE: shared.now,
  SYSDATE: shared.now,
  DATEDIFF: ({ raw }) => {
    const unit = unitOf(raw[0]);
    return unit === undefined
      ? { refuse: 'Weeks are counted by whole sevens of days here, by Sundays there: use days.' }
      : { to: `DATEDIFF('${unit}', $2, $3)` };
  },
  DATEADD: ({ raw }) => {
    const unit = unitOf(raw[0]);
    if (unit === undefined) return { refuse: 'Write x + INTERVAL 7 DAY for weeks.' };
    return { to: `($3 + INTERVAL ($2) ${unit.toUpperCase()})` };
  },
  LISTAGG: { to: 'STRING_AGG($*)' },
  MEDIAN: 'same',
  CHARINDEX: { to: 'STRPOS($2, $1)' },
  DECODE: ({ args }) => decode(args),
};

/** DECODE(x, a, b, ..., otherwise): NULL equals NULL in it. */
export function decode(args: readonly string[]): Rule {
  const [value = 'NULL', ...rest] = args;
  const whens: string[] = [];
  for (let i = 0; i + 1 < rest.length; i += 2) {
    whens.push(`WHEN ${value} IS NOT DISTINCT FROM ${rest[i]} THEN ${rest[i + 1]}`);
  }
  const otherwise = rest.length % 2 === 1 ? ` ELSE ${rest.at(-1)}` : '';
  return { to: `CASE ${whens.join(' ')}${otherwise} END`.replaceAll('$', '$$$$') };
}
