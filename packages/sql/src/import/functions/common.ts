import type { Rule, Rules } from './rule.ts';

/** Functions that mean the same in every dialect that is read. */
export const common: Rules = Object.fromEntries(
  [
    'COUNT SUM MIN MAX COALESCE NULLIF UPPER LOWER ABS SIGN FLOOR CEIL SQRT EXP POWER LN REVERSE REPLACE',
    'ROW_NUMBER RANK DENSE_RANK PERCENT_RANK CUME_DIST NTILE LAG LEAD FIRST_VALUE LAST_VALUE NTH_VALUE',
    'TRIM LTRIM RTRIM GROUPING',
  ]
    .join(' ')
    .split(' ')
    .map((name) => [name, 'same' as const]),
);

const rounds = 'a DOUBLE is rounded half away from zero here';
const average = 'the result is a DOUBLE here, a number of fixed places there';

/** CONCAT that is NULL when an argument is. A dollar in a text is no hole of the template. */
const strictConcat: Rule = ({ args }) => ({
  to: `(${args.map((arg) => (/^[\w.]+$|^"[^"]*"$|^'([^']|'')*'$/.test(arg) ? arg : `(${arg})`).replaceAll('$', '$$$$')).join(' || ')})`,
});

/** What several dialects share, and not all. */
export const shared = {
  averageOfNumbers: { to: 'AVG($*)', confirm: average },
  averageOfIntegers: { to: 'AVG($*)', confirm: 'the average of integers keeps its fraction here, and lost it there' },
  round: { to: 'ROUND($*)', confirm: rounds },
  substring: {
    to: 'SUBSTRING($*)',
    confirm: 'a start that is zero or negative means something else in other dialects',
  },
  strictConcat,
  now: { to: 'CURRENT_TIMESTAMP', confirm: 'the current time is UTC here, whatever the session says' },
  today: { to: 'CURRENT_DATE', confirm: 'the current date is that of UTC here, whatever the session says' },
  variance: {
    refuse: 'The dialects disagree whether this is of a sample: write STDDEV_SAMP, STDDEV_POP, VAR_SAMP or VAR_POP.',
  },
} as const;
