import type { ExprType } from '../analyse/expr-type.ts';
import { operand, type Fragment } from './fragment.ts';
import type { Printer } from './printer.ts';

const blank = '[ \\t\\n\\v\\f\\r]';
const mark = '[-/ \\\\]';
/** Years that February 29 is in, of one to four digits. */
const leap = '(?:[0-9]{0,2}(?:0[48]|[2468][048]|[13579][26])|0{0,3}[48]|(?:0?[48]|[2468][048]|[13579][26])00)';
/** A day of the calendar, years 1 to 9999, with one mark between its parts. */
const day = `(?!0+${mark})(?:[0-9]{1,4}(${mark})(?:(?:0?[13578]|1[02])\\1(?:0?[1-9]|[12][0-9]|3[01])|(?:0?[469]|11)\\1(?:0?[1-9]|[12][0-9]|30)|0?2\\1(?:0?[1-9]|1[0-9]|2[0-8]))|${leap}(${mark})0?2\\2(?:29))`;
/** What DuckDB reads as a day and PostgreSQL does not, or not so: years beyond these, before Christ, words. */
const monthDay = (back: string): string => `(?:0?[1-9]|1[0-2])${back}(?:0?[1-9]|[12][0-9]|3[01])`;
const odd = `(?:(?:-[0-9]+|0+|[0-9]{5,})(${mark})${monthDay('\\1')}(?![0-9])|[0-9]+(${mark})${monthDay('\\2')} \\(BC\\)|[eE][pP][oO][cC][hH]|[-+]?[iI][nN][fF])`;
const minutes = ':[0-5]?[0-9]';
const seconds = `${minutes}(?:\\.[0-9]*)?`;
const time = `(?:[01]?[0-9]|2[0-3])${minutes}(?:${seconds}(?:Z| [uU][tT][cC])?)? *`;

/**
 * `TRY_CAST(text AS DATE)` and `AS TIMESTAMP` for PostgreSQL 15, which cannot try a cast: a pattern lets through the
 * days of years 1 to 9999 that both engines read alike, in whatever digits and marks DuckDB takes. Other texts that
 * DuckDB reads (years beyond, BC, `epoch`, an offset, 24:00) fail there rather than differ; the rest is NULL.
 */
export function attemptDate(value: Fragment, to: ExprType, printer: Printer): string {
  const text = operand(value);
  const matches = (pattern: string): string => `${text} ~ ${printer.string(`^${blank}*${pattern}`)}`;
  const fails = printer.cast(`'no plain day: ' || ${text}`, to);
  const parts = `${blank}*([0-9]+)${mark}([0-9]+)${mark}([0-9]+)`;
  if (to.kind === 'date') {
    const plain = fourDigits(`REGEXP_REPLACE(${value.text}, ${printer.string(`^${parts}.*$`)}, '000\\1-\\2-\\3')`);
    const read = printer.cast(plain, to);
    // DuckDB does not look at what stands behind the day, unless it is one more digit.
    return `CASE WHEN ${matches(odd)} THEN ${fails} WHEN ${matches(`${day}(?![0-9])`)} THEN ${read} END`;
  }
  const moment = `${day}(?:(?:T|${blank})${blank}*${time})?$`;
  const clock = `(?:(?:T|${blank})${blank}*([0-9:]+(?:\\.[0-9]{0,6})?).*)?`;
  const whole = `REGEXP_REPLACE(${value.text}, ${printer.string(`^${parts}${clock}$`)}, '000\\1-\\2-\\3 \\4')`;
  const read = printer.cast(fourDigits(whole), to);
  const strange = `(?:${odd}|${day.replaceAll('\\1', '\\3').replaceAll('\\2', '\\4')}(?:T|${blank})${blank}*(?:0[0-9]{2,}:|24:|[0-9]+:${blank}*$|[0-9:.]+[-+]))`;
  return `CASE WHEN ${matches(strange)} THEN ${fails} WHEN ${matches(moment)} THEN ${read} END`;
}

/** A year of more than four digits has zeros in front that PostgreSQL would not expect. */
function fourDigits(text: string): string {
  return `REGEXP_REPLACE(${text}, '^0+(?=[0-9]{4}-)', '')`;
}
