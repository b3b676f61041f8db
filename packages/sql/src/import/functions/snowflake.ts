import { shared } from './common.ts';
import { formatOf, toCharCodes } from './formats.ts';
import { decode } from './postgres.ts';
import { isText, type Rule, type Rules } from './rule.ts';
import { unitOf } from './units.ts';

const part = (unit: string): Rule => ({ to: `EXTRACT(${unit} FROM $1)` });
const strict = 'it gives NULL there when an argument is NULL, and leaves NULLs out here';
const add: Rule = ({ raw }) => {
  const unit = unitOf(raw[0]);
  if (unit === undefined) return { refuse: 'Write x + INTERVAL 7 DAY for weeks.' };
  return {
    to: `($3 + INTERVAL ($2) ${unit.toUpperCase()})`,
    confirm: 'a DATE becomes a TIMESTAMP here and stays a DATE there',
  };
};
const difference: Rule = ({ raw }) => {
  const unit = unitOf(raw[0]);
  return unit === undefined
    ? { refuse: 'Weeks are counted by whole sevens of days here, by Mondays there: use days.' }
    : { to: `DATEDIFF('${unit}', $2, $3)` };
};

export const snowflake: Rules = {
  IFNULL: { to: 'COALESCE($1, $2)' },
  NVL: { to: 'COALESCE($1, $2)' },
  NVL2: { to: 'CASE WHEN $1 IS NOT NULL THEN $2 ELSE $3 END' },
  ZEROIFNULL: { to: 'COALESCE($1, 0)' },
  NULLIFZERO: { to: 'NULLIF($1, 0)' },
  IFF: { to: 'CASE WHEN $1 THEN $2 ELSE $3 END' },
  DECODE: ({ args }) => decode(args),
  EQUAL_NULL: { to: '($1 IS NOT DISTINCT FROM $2)' },
  DIV0: { to: 'CASE WHEN $2 = 0 THEN 0 ELSE $1 / $2 END' },
  DIV0NULL: { to: 'CASE WHEN $2 = 0 OR $2 IS NULL THEN 0 ELSE $1 / $2 END' },
  CONCAT: shared.strictConcat,
  GREATEST: { to: 'GREATEST($*)', confirm: strict },
  LEAST: { to: 'LEAST($*)', confirm: strict },
  LENGTH: 'same',
  LEN: { to: 'LENGTH($1)' },
  LEFT: 'same',
  RIGHT: 'same',
  LPAD: ({ args }) => (args.length === 3 ? 'same' : { to: "LPAD($1, $2, ' ')" }),
  RPAD: ({ args }) => (args.length === 3 ? 'same' : { to: "RPAD($1, $2, ' ')" }),
  SPLIT_PART: 'same',
  CHARINDEX: { to: 'STRPOS($2, $1)' },
  POSITION: { to: 'STRPOS($2, $1)' },
  CONTAINS: 'same',
  STARTSWITH: { to: 'STARTS_WITH($1, $2)' },
  ENDSWITH: { to: 'ENDS_WITH($1, $2)' },
  SUBSTR: shared.substring,
  SUBSTRING: shared.substring,
  MOD: { to: '($1 % $2)' },
  AVG: shared.averageOfNumbers,
  ROUND: shared.round,
  STDDEV: { to: 'STDDEV_SAMP($1)' },
  VARIANCE: { to: 'VAR_SAMP($1)' },
  MEDIAN: 'same',
  ANY_VALUE: { to: 'ANY_VALUE($1)', confirm: 'it leaves NULLs out here' },
  COUNT_IF: { to: 'COUNT(*) FILTER (WHERE $1)' },
  BOOLAND_AGG: { to: 'BOOL_AND($1)' },
  BOOLOR_AGG: { to: 'BOOL_OR($1)' },
  MAX_BY: { to: 'ARG_MAX($1, $2)' },
  MIN_BY: { to: 'ARG_MIN($1, $2)' },
  ARRAY_AGG: { to: 'ARRAY_AGG($1)', confirm: 'NULLs stay in the list here, and are left out there' },
  LISTAGG: { to: 'STRING_AGG($*)' },
  DATEDIFF: difference,
  TIMESTAMPDIFF: difference,
  DATEADD: add,
  TIMESTAMPADD: add,
  DATE_TRUNC: ({ raw }) =>
    unitOf(raw[0]) === undefined
      ? { refuse: 'Which day a week begins on is a setting of the session there: write it out in days.' }
      : {
          to: `DATE_TRUNC('${unitOf(raw[0])}', $2)`,
          confirm: 'a DATE becomes a TIMESTAMP here and stays a DATE there',
        },
  DATE_PART: ({ raw }) =>
    unitOf(raw[0]) === undefined
      ? { refuse: 'Write EXTRACT with a unit.' }
      : { to: `EXTRACT(${unitOf(raw[0])} FROM $2)` },
  YEAR: part('year'),
  QUARTER: part('quarter'),
  MONTH: part('month'),
  DAY: part('day'),
  HOUR: part('hour'),
  MINUTE: part('minute'),
  LAST_DAY: ({ args }) => (args.length === 1 ? 'same' : { refuse: 'Only the last day of a month has a form here.' }),
  TO_DATE: ({ args, raw }) => {
    if (args.length === 1) return { to: 'CAST($1 AS DATE)' };
    const format = isText(raw[1]) ? formatOf(raw[1] as string, toCharCodes) : undefined;
    return format === undefined
      ? { refuse: 'This format has no counterpart: use STRPTIME.' }
      : { to: `CAST(STRPTIME($1, ${format}) AS DATE)` };
  },
  TO_VARCHAR: ({ args, raw }) => toText(args.length, raw),
  TO_CHAR: ({ args, raw }) => toText(args.length, raw),
  TO_NUMBER: { refuse: 'Write CAST(x AS DECIMAL(p, s)) with the digits that are meant.' },
  TRY_TO_NUMBER: { to: 'TRY_CAST($1 AS DECIMAL(38, 0))' },
  TRY_TO_DATE: ({ args }) => (args.length === 1 ? { to: 'TRY_CAST($1 AS DATE)' } : { refuse: 'Use STRPTIME.' }),
  CURRENT_TIMESTAMP: shared.now,
  CURRENT_DATE: shared.today,
  SYSDATE: shared.now,
  MD5: 'same',
  SHA2: ({ args, raw }) =>
    args.length === 1 || raw[1] === '256' ? { to: 'SHA256($1)' } : { refuse: 'Only SHA-256 has a form here.' },
  DAYOFWEEK: { refuse: 'Which day is the first is a setting there: EXTRACT(isodow FROM x) gives 1 for Monday.' },
  WEEK: { refuse: 'Which week is the first is a setting there: EXTRACT(week FROM x) gives those of ISO 8601.' },
  FLATTEN: { refuse: 'Read the parts with UNNEST and -> instead.' },
  PARSE_JSON: { to: 'CAST($1 AS JSON)' },
};

function toText(count: number, raw: readonly string[]): Rule {
  if (count === 1) return { to: 'CAST($1 AS VARCHAR)' };
  const format = isText(raw[1]) ? formatOf(raw[1] as string, toCharCodes) : undefined;
  if (format === undefined) return { refuse: 'This format has no counterpart that gives the same text: use STRFTIME.' };
  return { to: `STRFTIME($1, ${format})` };
}
