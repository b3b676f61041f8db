import { shared } from './common.ts';
import { formatOf, strftimeCodes } from './formats.ts';
import { isText, type Rule, type Rules } from './rule.ts';
import { mondayWeek, unitOf, weekRefused } from './units.ts';

const strict = 'it gives NULL there when an argument is NULL, and leaves NULLs out here';
const trunc: Rule = ({ raw }) => {
  if (mondayWeek(raw[1])) return { to: "CAST(DATE_TRUNC('week', $1) AS DATE)" };
  const unit = unitOf(raw[1]);
  return unit === undefined ? weekRefused : { to: `CAST(DATE_TRUNC('${unit}', $1) AS DATE)` };
};
const truncTime: Rule = ({ raw, args }) => {
  if (args.length > 2) return { refuse: 'There are no time zones here: a TIMESTAMP is UTC.' };
  if (mondayWeek(raw[1])) return { to: "DATE_TRUNC('week', $1)" };
  const unit = unitOf(raw[1]);
  return unit === undefined ? weekRefused : { to: `DATE_TRUNC('${unit}', $1)` };
};
/** DATE_DIFF(end, start, unit): boundaries, as here, with the arguments the other way round. */
const dateDiff: Rule = ({ raw }) => {
  const unit = unitOf(raw[2]);
  return unit === undefined ? weekRefused : { to: `DATEDIFF('${unit}', $2, $1)` };
};
const timeDiff: Rule = ({ raw }) => {
  const unit = unitOf(raw[2]);
  if (unit === undefined) return weekRefused;
  return { to: `DATEDIFF('${unit}', $2, $1)`, confirm: 'it counts boundaries here, and whole units there' };
};
const shift =
  (sign: '+' | '-', date: boolean): Rule =>
  () =>
    date ? { to: `CAST(($1 ${sign} $2) AS DATE)` } : { to: `($1 ${sign} $2)` };
const written: Rule = ({ raw }) => {
  const format = isText(raw[0]) ? formatOf(raw[0] as string, strftimeCodes) : undefined;
  return format === undefined
    ? { refuse: 'This format has no counterpart: use STRFTIME.' }
    : { to: `STRFTIME($2, ${format})` };
};
const parsed =
  (type: string): Rule =>
  ({ raw }) => {
    const format = isText(raw[0]) ? formatOf(raw[0] as string, strftimeCodes) : undefined;
    return format === undefined
      ? { refuse: 'This format has no counterpart: use STRPTIME.' }
      : { to: `CAST(STRPTIME($2, ${format}) AS ${type})` };
  };

export const bigquery: Rules = {
  IFNULL: { to: 'COALESCE($1, $2)' },
  IF: { to: 'CASE WHEN $1 THEN $2 ELSE $3 END' },
  SAFE_DIVIDE: { to: '($1 / NULLIF($2, 0))' },
  IEEE_DIVIDE: { refuse: 'A division by zero has no infinities here.' },
  DIV: { to: '($1 // $2)' },
  MOD: { to: '($1 % $2)' },
  CONCAT: shared.strictConcat,
  GREATEST: { to: 'GREATEST($*)', confirm: strict },
  LEAST: { to: 'LEAST($*)', confirm: strict },
  LENGTH: 'same',
  CHAR_LENGTH: { to: 'LENGTH($1)' },
  STRPOS: 'same',
  STARTS_WITH: 'same',
  ENDS_WITH: 'same',
  SUBSTR: shared.substring,
  SUBSTRING: shared.substring,
  LEFT: 'same',
  RIGHT: 'same',
  LPAD: ({ args }) => (args.length === 3 ? 'same' : { to: "LPAD($1, $2, ' ')" }),
  RPAD: ({ args }) => (args.length === 3 ? 'same' : { to: "RPAD($1, $2, ' ')" }),
  POW: { to: 'POWER($1, $2)' },
  CEILING: { to: 'CEIL($1)' },
  ROUND: ({ args }) => (args.length <= 2 ? 'same' : { refuse: 'There is one way of rounding here.' }),
  AVG: 'same',
  STDDEV: { to: 'STDDEV_SAMP($1)' },
  VARIANCE: { to: 'VAR_SAMP($1)' },
  COUNTIF: { to: 'COUNT(*) FILTER (WHERE $1)' },
  LOGICAL_AND: { to: 'BOOL_AND($1)' },
  LOGICAL_OR: { to: 'BOOL_OR($1)' },
  ANY_VALUE: { to: 'ANY_VALUE($1)', confirm: 'it leaves NULLs out here' },
  ARRAY_AGG: { to: 'ARRAY_AGG($1)', confirm: 'NULLs stay in the list here, and are an error there' },
  ARRAY_LENGTH: { to: 'LEN($1)' },
  STRING_AGG: ({ args }) => (args.length === 1 ? { to: "STRING_AGG($1, ',')" } : 'same'),
  UNNEST: 'same',
  DATE_TRUNC: trunc,
  TIMESTAMP_TRUNC: truncTime,
  DATETIME_TRUNC: truncTime,
  DATE_DIFF: dateDiff,
  DATETIME_DIFF: dateDiff,
  TIMESTAMP_DIFF: timeDiff,
  DATE_ADD: shift('+', true),
  DATE_SUB: shift('-', true),
  TIMESTAMP_ADD: shift('+', false),
  TIMESTAMP_SUB: shift('-', false),
  DATETIME_ADD: shift('+', false),
  DATETIME_SUB: shift('-', false),
  FORMAT_DATE: written,
  FORMAT_TIMESTAMP: written,
  FORMAT_DATETIME: written,
  PARSE_DATE: parsed('DATE'),
  PARSE_TIMESTAMP: parsed('TIMESTAMP'),
  DATE: ({ args }) =>
    args.length === 1
      ? { to: 'CAST($1 AS DATE)' }
      : args.length === 3
        ? { to: 'MAKE_DATE($1, $2, $3)' }
        : { refuse: 'There are no time zones here: a TIMESTAMP is UTC.' },
  TIMESTAMP: ({ args }) =>
    args.length === 1 ? { to: 'CAST($1 AS TIMESTAMP)' } : { refuse: 'There are no time zones here.' },
  LAST_DAY: ({ args }) => (args.length === 1 ? 'same' : { refuse: 'Only the last day of a month has a form here.' }),
  CURRENT_DATE: ({ args }) =>
    args.length === 0 ? { to: 'CURRENT_DATE' } : { refuse: 'There are no time zones here.' },
  CURRENT_TIMESTAMP: { to: 'CURRENT_TIMESTAMP' },
  APPROX_COUNT_DISTINCT: { to: 'COUNT(DISTINCT $1)', confirm: 'it is exact here' },
  JSON_VALUE: { to: '($1 ->> $2)', confirm: 'an object or a list gives its text here, and NULL there' },
  JSON_EXTRACT_SCALAR: { to: '($1 ->> $2)', confirm: 'an object or a list gives its text here, and NULL there' },
  TO_JSON_STRING: { refuse: 'The dialects write JSON differently.' },
  GENERATE_UUID: { refuse: 'A product must give the same rows again.' },
  FARM_FINGERPRINT: { refuse: 'No other engine has this hash: use MD5.' },
};
