import type { ExprType } from '../analyse/expr-type.ts';
import { attemptDate } from './attempt-date.ts';
import { operand, type Fragment } from './fragment.ts';
import type { Printer } from './printer.ts';

const digits = '[0-9]+(_[0-9]+)*';
/** What DuckDB reads as a number: blanks around, one underscore between digits, at most four digits of exponent. */
const number = `[-+]?(${digits}(\\.(${digits})?)?|\\.${digits})([eE][-+]?[0-9]{1,4}(_[0-9]{1,3})?)?`;
/** PostgreSQL reads these as numbers from 16 on, and fails before: a difference would be silent. */
const based = '0([xX][0-9a-fA-F]{1,16}|[bB][01]{1,64})';
const around = (pattern: string): string => `^[ \\t\\n\\v\\f\\r]*${pattern}[ \\t\\n\\v\\f\\r]*$`;

/**
 * `TRY_CAST(text AS ...)` for PostgreSQL 15, which cannot try a cast: the text is looked at first, then the number.
 * Undefined for types whose texts are not looked at so easily.
 */
export function attemptPostgres(value: Fragment, to: ExprType, printer: Printer): string | undefined {
  const text = operand(value);
  const matches = (pattern: string): string => `${text} ~ ${printer.string(pattern)}`;
  const exact = `CAST(REPLACE(${value.text}, '_', '') AS numeric)`;
  const wrap = (read: string): string => `CASE WHEN ${matches(around(number))} THEN ${read} END`;
  switch (to.kind) {
    case 'integer':
    case 'bigint': {
      const limit = to.kind === 'integer' ? '2147483647' : '9223372036854775807';
      const rounded = `ROUND(${exact})`;
      const fits = `CASE WHEN ${rounded} BETWEEN -${limit} - 1 AND ${limit} THEN ${printer.cast(rounded, to)} END`;
      return `CASE WHEN ${matches(around(`(${number}|${based})`))} THEN ${fits} END`;
    }
    case 'decimal': {
      const rounded = `ROUND(${exact}, ${to.scale})`;
      const limit = `1${'0'.repeat(to.precision - to.scale)}`;
      // A CASE without ELSE forgets precision and scale.
      return printer.cast(wrap(`CASE WHEN ABS(${rounded}) < ${limit} THEN ${rounded} END`), to);
    }
    case 'double':
      return tryDouble(value, exact, matches, printer);
    case 'boolean': {
      const lower = `LOWER(${value.text})`;
      const list = (words: readonly string[]): string => words.map((word) => printer.string(word)).join(', ');
      const yes = `${lower} IN (${list(['true', 't', 'yes', 'y', '1'])}) THEN TRUE`;
      return `CASE WHEN ${yes} WHEN ${lower} IN (${list(['false', 'f', 'no', 'n', '0'])}) THEN FALSE END`;
    }
    case 'date':
    case 'timestamp':
      return attemptDate(value, to, printer);
    default:
      return undefined;
  }
}

/** Beyond the range of doubles DuckDB gives an infinity or zero, where PostgreSQL fails. */
function tryDouble(value: Fragment, exact: string, matches: (pattern: string) => string, printer: Printer): string {
  const double = { kind: 'double' } as const;
  const large = `WHEN ABS(${exact}) >= 1.797693134862315808e308 THEN SIGN(${exact}) * ${printer.cast("'Infinity'", double)}`;
  const small = `WHEN ABS(${exact}) < 2.4703282292062328e-324 THEN ${printer.cast('0', double)}`;
  const special = matches(around('[-+]?([nN][aA][nN]|[iI][nN][fF]([iI][nN][iI][tT][yY])?)'));
  const read = `CASE ${large} ${small} ELSE ${printer.cast(exact, double)} END`;
  return `CASE WHEN ${special} THEN ${printer.cast(`BTRIM(${value.text}, E' \\t\\n\\v\\f\\r')`, double)} WHEN ${matches(around(number))} THEN ${read} END`;
}
