/** What StarRocks documents of one of its functions or operators. */
export interface StarRocksPage {
  /** Address of the page below `https://docs.starrocks.io/docs/sql-reference/`. */
  readonly page: string;
  /** What of it our form relies on: order of arguments, units, NULLs, rounding, rules of weeks, since which version. */
  readonly says: string;
}

const pages = (
  folder: string,
  entries: Readonly<Record<string, string>>,
): readonly (readonly [string, StarRocksPage])[] =>
  Object.entries(entries).map(([key, says]) => {
    const [name = '', file = name.toLowerCase()] = key.split(' ');
    return [name, { page: `${folder}/${file}/`, says }];
  });

const aggregates = pages('sql-functions/aggregate-functions', {
  ANY_VALUE: 'a value of any row, also NULL',
  APPROX_COUNT_DISTINCT: 'HyperLogLog: an estimate',
  AVG: 'of DOUBLE a DOUBLE, of DECIMAL a DECIMAL; NULLs are left out',
  COUNT: 'NULLs are left out; `*` counts rows',
  COVAR_POP: 'DOUBLE; a pair with a NULL is left out',
  COVAR_SAMP: 'DOUBLE; a pair with a NULL is left out',
  MAX: 'NULLs are left out',
  MAX_BY: 'the value first, what is compared second; rows whose second is NULL are left out',
  MIN: 'NULLs are left out',
  MIN_BY: 'the value first, what is compared second; rows whose second is NULL are left out',
  PERCENTILE_CONT: 'the expression first, then a constant share; interpolates; NULLs are left out',
  STDDEV_SAMP: 'sample; DOUBLE',
  'STDDEV_POP stddev': 'population; DOUBLE',
  SUM: 'BIGINT of integers, LARGEINT of LARGEINT, DECIMAL of DECIMAL; NULLs are left out',
  VAR_SAMP: 'sample; DOUBLE',
  'VAR_POP variance': 'population; DOUBLE',
});

const numbers = pages('sql-functions/math-functions', {
  ABS: 'of the type of its argument',
  ACOS: 'DOUBLE',
  ASIN: 'DOUBLE',
  ATAN: 'DOUBLE',
  ATAN2: 'y first, x second',
  CBRT: 'DOUBLE; since 3.3',
  CEIL: 'gives a BIGINT, hence only of doubles and cast back',
  COS: 'radians',
  DEGREES: 'of radians',
  EXP: 'DOUBLE',
  FLOOR: 'gives a BIGINT, hence only of doubles and cast back',
  GREATEST: 'NULL where any argument is, hence COALESCE with the others',
  LEAST: 'NULL where any argument is, hence COALESCE with the others',
  LN: 'NULL of zero and less, where DuckDB fails',
  LOG10: 'NULL of zero and less, where DuckDB fails',
  LOG2: 'NULL of zero and less, where DuckDB fails',
  PI: 'DOUBLE',
  'POWER pow': 'DOUBLE',
  RADIANS: 'of degrees',
  RAND: '0 to 1',
  ROUND: 'decimals stay decimals; the second argument counts places behind the point',
  SIGN: 'of a DOUBLE: -1, 0 or 1',
  SIN: 'radians',
  SQRT: 'DOUBLE',
  TAN: 'radians',
  TRUNCATE: 'cuts digits off; of the type of its argument',
});

const texts = pages('sql-functions/string-functions', {
  CHAR: 'by the ASCII table, hence 1 to 127 only',
  CHAR_LENGTH: 'characters, where LENGTH counts bytes',
  CONCAT: 'NULL where any argument is',
  CONCAT_WS: 'separator first; NULLs are left out, empty texts are not',
  ENDS_WITH: 'text first, ending second; NULL where any is',
  HEX: 'upper case; of a BIGINT',
  LEFT: 'counts characters',
  LOCATE: 'what is searched first, the text second; from 1, in characters; 0 where it is not found',
  LOWER: 'letters of ASCII only unless `lower_upper_support_utf8` is set (3.4), hence refused of other texts',
  LPAD: 'text, length in characters, filling; a longer text is cut',
  LTRIM: 'the second argument is a set of characters; without it spaces',
  REPEAT: 'an empty text for a count below 1; NULL where any argument is',
  REPLACE: 'text, what is replaced, replacement',
  REVERSE: 'by characters',
  RIGHT: 'counts characters',
  RPAD: 'text, length in characters, filling; a longer text is cut',
  RTRIM: 'the second argument is a set of characters; without it spaces',
  SPLIT_PART: 'text, separator, number from 1; NULL where there is no such part, hence COALESCE',
  STARTS_WITH: 'text first, beginning second; NULL where any is',
  SUBSTRING: 'from 1, in characters; nothing for position 0',
  TRANSLATE: 'text, from, to; a character without partner is left out; the first of equal ones counts; since 3.2',
  TRIM: 'the second argument is a set of characters; without it spaces',
  UPPER: 'letters of ASCII only unless `lower_upper_support_utf8` is set (3.4), hence refused of other texts',
});

const dates = pages('sql-functions/date-time-functions', {
  DATEDIFF: 'first minus second, in calendar days',
  DATE_ADD: 'a number of days; gives a DATETIME, hence cast back',
  DATE_FORMAT: '%i minutes, %M name of the month, %v and %x ISO week and its year; NULL beyond 128 bytes',
  DATE_SUB: 'a number of days; gives a DATETIME, hence cast back',
  DATE_TRUNC: 'unit first; a week begins on Monday',
  DAY: '1 to 31',
  DAYNAME: 'English name in full',
  DAYOFWEEK: 'Sunday is 1, hence shifted',
  DAYOFYEAR: '1 to 366',
  HOUR: '0 to 23',
  HOURS_DIFF: 'first minus second, complete hours, hence of values cut to the hour',
  LAST_DAY: 'a DATE, the last of the month',
  MILLISECONDS_DIFF: 'first minus second; since 3.2.4',
  MINUTE: '0 to 59',
  MINUTES_DIFF: 'first minus second, complete minutes, hence of values cut to the minute',
  MONTH: '1 to 12',
  MONTHNAME: 'English name in full',
  QUARTER: '1 to 4',
  SECOND: '0 to 59',
  SECONDS_DIFF: 'first minus second, hence of values cut to the second',
  TIME_SLICE: 'counts from 0001-01-01, hence only widths that divide a day',
  UTC_TIMESTAMP: 'UTC whatever the zone of the session; to the second',
  WEEK_ISO: 'ISO week, 1 to 53',
  YEAR: 'calendar year',
});

const others = [
  ...pages('sql-functions/array-functions', {
    ARRAY_AGG: 'takes NULLs, ORDER BY since 3.0; neither DECIMAL nor JSON is listed, hence refused',
    ARRAY_CONCAT: 'NULL elements are kept',
    ARRAY_CONTAINS: 'list first; finds NULL, hence refused to look for it',
    ARRAY_JOIN: 'list, separator; NULLs are left out',
    ARRAY_LENGTH: 'counts NULLs',
    ARRAY_SLICE: 'list, first place from 1, number of elements',
    ARRAY_SUM: 'NULLs are left out',
  }),
  ...pages('sql-functions/like-predicate-functions', {
    LIKE: 'NULL where any argument is; `_` is one character',
    REGEXP: 'finds anywhere in the text; text first',
    REGEXP_EXTRACT: 'text, pattern, group; an empty text where nothing matches',
    REGEXP_REPLACE: 'text, pattern, replacement; every match',
  }),
  ...pages('sql-functions/crytographic-functions', {
    MD5: 'lower-case hex digits',
    SHA2: 'text, bits; lower-case hex digits',
  }),
  ...pages('sql-functions/condition-functions', {
    'CASE case_when': 'the first condition that holds; NULL without ELSE',
    COALESCE: 'the first that is not NULL',
    NULLIF: 'NULL where both are equal',
  }),
  ...pages('sql-functions/json-functions/json-query-and-processing-functions', {
    GET_JSON_STRING: 'value first, path second; NULL where there is nothing',
    JSON_QUERY: 'value first, path second; NULL where there is nothing',
  }),
  ...pages('sql-functions', {
    'CAST cast': 'NULL where a text does not fit',
    'CUME_DIST Window_function': 'DOUBLE; since 3.2',
    'DENSE_RANK Window_function': 'equal rows share a rank, none is left out',
    'FIRST_VALUE Window_function': 'of the frame; IGNORE NULLS since 2.5',
    'LAG Window_function': 'value, distance, default',
    'LAST_VALUE Window_function': 'of the frame; IGNORE NULLS since 2.5',
    'LEAD Window_function': 'value, distance, default',
    'NTILE Window_function': 'a constant number of groups',
    'PERCENT_RANK Window_function': 'DOUBLE; since 3.2',
    'RANK Window_function': 'equal rows share a rank, as many are left out',
    'ROW_NUMBER Window_function': 'from 1',
  }),
  ...pages('sql-functions/math-functions', {
    '/ divide': 'of doubles; NULL for a divisor of 0, hence only where it cannot be 0',
    'DIV divide': 'integers, cut towards zero; NULL for a divisor of 0',
    '% mod': 'the sign of the dividend; NULL for a divisor of 0',
    '* multiply': 'of decimals exact as far as DECIMAL(38) reaches',
  }),
  ...pages('data-types/numeric', {
    '+ DECIMAL': 'of decimals exact as far as DECIMAL(38) reaches',
    '- DECIMAL': 'of decimals exact as far as DECIMAL(38) reaches',
  }),
  ...pages('sql-functions/bit-functions', { '& bitand': 'bit by bit', '| bitor': 'bit by bit' }),
  ...pages('data-types/semi_structured', { '[ Array': 'a list of its elements' }),
];

/** By the word or sign that our text uses. Reviewed page by page against what we write. */
export const starrocksPages: ReadonlyMap<string, StarRocksPage> = new Map([
  ...aggregates,
  ...numbers,
  ...texts,
  ...dates,
  ...others,
]);

/** The functions, words and signs that a text for StarRocks uses, each once, in order. */
export function starrocksWords(text: string): readonly string[] {
  const bare = text.replace(/'(?:[^']|'')*'/g, "''").replace(/\b(DECIMAL|VARCHAR)\(\d+(,\d+)?\)/g, '');
  const found = bare.match(/\b[A-Z][A-Z0-9_]*(?=\()|\b(?:CASE|DIV|LIKE)\b|[-+*/%&|[](?!\))/g) ?? [];
  return [...new Set(found)];
}
