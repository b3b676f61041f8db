import { shared } from './common.ts';
import { formatOf, percentCodes } from './formats.ts';
import { isText, type Rule, type Rules } from './rule.ts';
import { unitOf } from './units.ts';

const part = (unit: string): Rule => ({ to: `EXTRACT(${unit} FROM $1)` });
const strict = 'it gives NULL there when an argument is NULL, and leaves NULLs out here';
const spread = (name: string): Rule => ({
  to: `${name}($1)`,
  confirm: 'of whole numbers and decimals it keeps a few decimals there, and all of them here',
});
const shift =
  (sign: '+' | '-'): Rule =>
  ({ raw }) =>
    /^INTERVAL\b/i.test(raw[1] ?? '')
      ? { to: `($1 ${sign} $2)`, confirm: 'a DATE becomes a TIMESTAMP here and stays a DATE there' }
      : { to: `($1 ${sign} INTERVAL ($2) DAY)`, confirm: 'a DATE becomes a TIMESTAMP here and stays a DATE there' };

export const mysql: Rules = {
  IFNULL: { to: 'COALESCE($1, $2)' },
  IF: { to: 'CASE WHEN $1 THEN $2 ELSE $3 END' },
  ISNULL: { to: '($1 IS NULL)', confirm: 'it is a BOOLEAN here, 0 or 1 there' },
  CONCAT: shared.strictConcat,
  CONCAT_WS: 'same',
  GREATEST: { to: 'GREATEST($*)', confirm: strict },
  LEAST: { to: 'LEAST($*)', confirm: strict },
  CHAR_LENGTH: { to: 'LENGTH($1)' },
  CHARACTER_LENGTH: { to: 'LENGTH($1)' },
  LENGTH: { refuse: 'LENGTH counts bytes there and characters here: write CHAR_LENGTH there if characters are meant.' },
  LCASE: { to: 'LOWER($1)' },
  UCASE: { to: 'UPPER($1)' },
  LEFT: { to: 'LEFT($1, $2)', confirm: 'a negative length gives an empty text there' },
  RIGHT: { to: 'RIGHT($1, $2)', confirm: 'a negative length gives an empty text there' },
  SUBSTR: shared.substring,
  SUBSTRING: shared.substring,
  MID: shared.substring,
  LOCATE: ({ args }) =>
    args.length === 2
      ? { to: 'STRPOS($2, $1)', confirm: 'it looks at the case of letters here' }
      : { refuse: 'STRPOS has no start: cut the text with SUBSTRING.' },
  INSTR: { to: 'STRPOS($1, $2)', confirm: 'it looks at the case of letters here' },
  LPAD: 'same',
  RPAD: 'same',
  REPEAT: 'same',
  CEILING: { to: 'CEIL($1)' },
  POW: { to: 'POWER($1, $2)' },
  MOD: { to: '($1 % $2)' },
  TRUNCATE: { refuse: 'TRUNC has no places here: use ROUND or FLOOR.' },
  ROUND: shared.round,
  AVG: shared.averageOfNumbers,
  STDDEV: spread('STDDEV_POP'),
  STD: spread('STDDEV_POP'),
  STDDEV_SAMP: spread('STDDEV_SAMP'),
  STDDEV_POP: spread('STDDEV_POP'),
  VARIANCE: spread('VAR_POP'),
  VAR_SAMP: spread('VAR_SAMP'),
  VAR_POP: spread('VAR_POP'),
  GROUP_CONCAT: { to: 'STRING_AGG($*)', confirm: 'MySQL cuts the text at group_concat_max_len' },
  NOW: shared.now,
  CURDATE: shared.today,
  CURRENT_DATE: shared.today,
  CURRENT_TIMESTAMP: shared.now,
  SYSDATE: shared.now,
  UTC_TIMESTAMP: { to: 'CURRENT_TIMESTAMP', confirm: 'it has fractions of a second here' },
  UTC_DATE: { to: 'CURRENT_DATE' },
  DATE: { to: 'CAST($1 AS DATE)' },
  TIMESTAMP: ({ args }) => (args.length === 1 ? { to: 'CAST($1 AS TIMESTAMP)' } : { refuse: 'Add an INTERVAL.' }),
  YEAR: part('year'),
  QUARTER: part('quarter'),
  MONTH: part('month'),
  DAY: part('day'),
  DAYOFMONTH: part('day'),
  DAYOFYEAR: part('doy'),
  HOUR: part('hour'),
  MINUTE: part('minute'),
  SECOND: part('second'),
  DAYOFWEEK: { to: '(EXTRACT(dow FROM $1) + 1)' },
  WEEKDAY: { to: '(EXTRACT(isodow FROM $1) - 1)' },
  WEEK: ({ raw }) =>
    raw[1] === '3' ? part('week') : { refuse: 'Weeks are those of ISO 8601 here, which is mode 3 of WEEK there.' },
  YEARWEEK: { refuse: 'Weeks are those of ISO 8601 here: use EXTRACT(isoyear FROM x) and EXTRACT(week FROM x).' },
  LAST_DAY: 'same',
  DATEDIFF: { to: "DATEDIFF('day', $2, $1)" },
  TIMESTAMPDIFF: ({ raw }) => {
    const unit = unitOf(raw[0]);
    if (unit === undefined) return { refuse: 'Use days.' };
    return { to: `DATEDIFF('${unit}', $2, $3)`, confirm: 'it counts boundaries here, and whole units there' };
  },
  DATE_ADD: shift('+'),
  DATE_SUB: shift('-'),
  ADDDATE: shift('+'),
  SUBDATE: shift('-'),
  DATE_FORMAT: ({ raw }) => {
    const format = isText(raw[1]) ? formatOf(raw[1] as string, percentCodes) : undefined;
    return format === undefined
      ? { refuse: 'This format has no counterpart that gives the same text: use STRFTIME.' }
      : { to: `STRFTIME($1, ${format})` };
  },
  STR_TO_DATE: ({ raw }) => {
    const format = isText(raw[1]) ? formatOf(raw[1] as string, percentCodes) : undefined;
    return format === undefined
      ? { refuse: 'This format has no counterpart: use STRPTIME.' }
      : { to: `STRPTIME($1, ${format})`, confirm: 'a text that is no such date fails here, and gives NULL there' };
  },
  UNIX_TIMESTAMP: { refuse: 'It depends on the zone of the session: use EPOCH_MS(x).' },
  FROM_UNIXTIME: { refuse: 'It depends on the zone of the session: add an INTERVAL to 1970-01-01.' },
  MD5: 'same',
  SHA2: ({ raw }) => (raw[1] === '256' ? { to: 'SHA256($1)' } : { refuse: 'Only SHA-256 has a form here.' }),
  ANY_VALUE: 'same',
  JSON_EXTRACT: ({ args }) =>
    args.length === 2
      ? { to: '($1 -> $2)', confirm: "JSON's null is NULL here, a value there" }
      : { refuse: 'One path at a time.' },
  JSON_UNQUOTE: { refuse: 'Write x ->> path for the text of a member.' },
  FIELD: { refuse: 'Write a CASE.' },
  FIND_IN_SET: { refuse: 'Use LIST_CONTAINS over a list.' },
  RAND: { refuse: 'A product must give the same rows again.' },
  UUID: { refuse: 'A product must give the same rows again.' },
};

/** What MariaDB has beside it. */
export const mariadb: Rules = {
  ...mysql,
  NVL: { to: 'COALESCE($1, $2)' },
  NVL2: { to: 'CASE WHEN $1 IS NOT NULL THEN $2 ELSE $3 END' },
  MEDIAN: 'same',
};
