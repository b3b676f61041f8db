import { shared } from './common.ts';
import type { Rule, Rules } from './rule.ts';
import { unitOf } from './units.ts';

const part = (unit: string): Rule => ({ to: `EXTRACT(${unit} FROM $1)` });

export const transactsql: Rules = {
  ISNULL: { to: 'COALESCE($1, $2)', confirm: 'SQL Server gives the result the type of the first argument' },
  IIF: { to: 'CASE WHEN $1 THEN $2 ELSE $3 END' },
  CHOOSE: { refuse: 'Write a CASE.' },
  LEN: { to: 'LENGTH(RTRIM($1))' },
  DATALENGTH: { refuse: 'There are no lengths in bytes here.' },
  CHARINDEX: ({ args }) =>
    args.length === 2
      ? { to: 'STRPOS($2, $1)', confirm: 'it looks at the case of letters here' }
      : { refuse: 'STRPOS has no start: cut the text with SUBSTRING.' },
  PATINDEX: { refuse: 'Patterns give no positions here.' },
  SUBSTRING: shared.substring,
  LEFT: { to: 'LEFT($1, $2)' },
  RIGHT: { to: 'RIGHT($1, $2)' },
  REPLICATE: { to: 'REPEAT($1, $2)' },
  SPACE: { to: "REPEAT(' ', $1)" },
  STUFF: { refuse: 'Join the parts with SUBSTRING and ||.' },
  CONCAT: 'same',
  CONCAT_WS: 'same',
  STRING_AGG: { to: 'STRING_AGG($*)' },
  CEILING: { to: 'CEIL($1)' },
  ROUND: ({ args }) => (args.length <= 2 ? shared.round : { refuse: 'Cutting instead of rounding has no form here.' }),
  SQUARE: { to: '($1 * $1)' },
  LOG: ({ args }) => (args.length === 1 ? { to: 'LN($1)' } : { refuse: 'Divide two LN.' }),
  AVG: shared.averageOfIntegers,
  STDEV: { to: 'STDDEV_SAMP($1)' },
  STDEVP: { to: 'STDDEV_POP($1)' },
  VAR: { to: 'VAR_SAMP($1)' },
  VARP: { to: 'VAR_POP($1)' },
  COUNT_BIG: { to: 'COUNT($1)' },
  GETDATE: shared.now,
  SYSDATETIME: shared.now,
  GETUTCDATE: { to: 'CURRENT_TIMESTAMP' },
  SYSUTCDATETIME: { to: 'CURRENT_TIMESTAMP' },
  YEAR: part('year'),
  MONTH: part('month'),
  DAY: part('day'),
  DATEPART: ({ raw }) =>
    unitOf(raw[0]) === undefined
      ? { refuse: 'Weeks and weekdays are settings of the session there: use EXTRACT(isodow FROM x) or week.' }
      : { to: `EXTRACT(${unitOf(raw[0])} FROM $2)` },
  DATENAME: { refuse: 'Names of days and months hang on a language there: use DAYNAME or MONTHNAME.' },
  DATEDIFF: ({ raw }) =>
    unitOf(raw[0]) === undefined
      ? { refuse: 'Weeks are counted by whole sevens of days here, by Sundays there: use days.' }
      : { to: `DATEDIFF('${unitOf(raw[0])}', $2, $3)` },
  DATEADD: ({ raw }) => {
    const unit = unitOf(raw[0]);
    if (unit === undefined) return { refuse: 'Write x + INTERVAL 7 DAY for weeks.' };
    return {
      to: `($3 + INTERVAL ($2) ${unit.toUpperCase()})`,
      confirm: 'a DATE becomes a TIMESTAMP here and stays a DATE there',
    };
  },
  DATETRUNC: ({ raw }) =>
    unitOf(raw[0]) === undefined
      ? { refuse: 'Which day a week begins on is a setting there.' }
      : {
          to: `DATE_TRUNC('${unitOf(raw[0])}', $2)`,
          confirm: 'a DATE becomes a TIMESTAMP here and stays a DATE there',
        },
  EOMONTH: ({ args }) => (args.length === 1 ? { to: 'LAST_DAY($1)' } : { refuse: 'Add the months first.' }),
  DATEFROMPARTS: { to: 'MAKE_DATE($1, $2, $3)' },
  FORMAT: { refuse: 'These formats hang on a language: use STRFTIME.' },
  NEWID: { refuse: 'A product must give the same rows again.' },
  RAND: { refuse: 'A product must give the same rows again.' },
  JSON_VALUE: { to: '($1 ->> $2)', confirm: 'an object or a list gives its text here, and NULL there' },
  OPENJSON: { refuse: 'Read the parts with -> instead.' },
};
