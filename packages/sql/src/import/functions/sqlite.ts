import { shared } from './common.ts';
import { formatOf, strftimeCodes } from './formats.ts';
import { isText, type Rules } from './rule.ts';

const modifiers = { refuse: 'Modifiers such as +1 day are INTERVALs here: CAST(x AS DATE) + INTERVAL 1 DAY.' };
const texts = 'dates are texts there: the result is a DATE or TIMESTAMP here';

export const sqlite: Rules = {
  IFNULL: { to: 'COALESCE($1, $2)' },
  IIF: { to: 'CASE WHEN $1 THEN $2 ELSE $3 END' },
  LENGTH: { to: 'LENGTH($1)', confirm: 'a BLOB counts bytes' },
  INSTR: { to: 'STRPOS($1, $2)' },
  SUBSTR: shared.substring,
  SUBSTRING: shared.substring,
  POW: { to: 'POWER($1, $2)' },
  CEILING: { to: 'CEIL($1)' },
  MOD: { to: '($1 % $2)' },
  ROUND: shared.round,
  AVG: 'same',
  TOTAL: { to: 'COALESCE(CAST(SUM($1) AS DOUBLE), 0)' },
  GROUP_CONCAT: ({ args }) =>
    args.length === 1
      ? { to: "STRING_AGG($1, ',')", confirm: 'say the order: STRING_AGG(x, y ORDER BY z)' }
      : { to: 'STRING_AGG($1, $2)', confirm: 'say the order: STRING_AGG(x, y ORDER BY z)' },
  STRING_AGG: { to: 'STRING_AGG($*)', confirm: 'say the order: STRING_AGG(x, y ORDER BY z)' },
  CONCAT: 'same',
  CONCAT_WS: 'same',
  MIN: ({ args }) =>
    args.length === 1 ? 'same' : { to: 'LEAST($*)', confirm: 'it gives NULL there when an argument is NULL' },
  MAX: ({ args }) =>
    args.length === 1 ? 'same' : { to: 'GREATEST($*)', confirm: 'it gives NULL there when an argument is NULL' },
  DATE: ({ args, raw }) =>
    args.length === 1 ? (raw[0] === "'now'" ? shared.today : { to: 'CAST($1 AS DATE)', confirm: texts }) : modifiers,
  DATETIME: ({ args, raw }) =>
    args.length === 1 ? (raw[0] === "'now'" ? shared.now : { to: 'CAST($1 AS TIMESTAMP)', confirm: texts }) : modifiers,
  JULIANDAY: { refuse: "Use DATEDIFF('day', a, b) for the days between two dates." },
  STRFTIME: ({ args, raw }) => {
    if (args.length > 2) return modifiers;
    const format = isText(raw[0]) ? formatOf(raw[0] as string, strftimeCodes) : undefined;
    return format === undefined
      ? { refuse: 'This format has no counterpart that gives the same text.' }
      : { to: `STRFTIME(CAST($2 AS TIMESTAMP), ${format})` };
  },
  PRINTF: { refuse: 'Write the parts with || and CAST.' },
  TYPEOF: { refuse: 'A column has one type here.' },
  RANDOM: { refuse: 'A product must give the same rows again.' },
  JSON_EXTRACT: ({ args }) =>
    args.length === 2 ? { to: '($1 ->> $2)', confirm: 'the result is a text here' } : { refuse: 'One path at a time.' },
};
