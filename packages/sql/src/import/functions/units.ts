import type { Rule } from './rule.ts';

const units: Readonly<Record<string, string>> = {
  YEAR: 'year',
  YEARS: 'year',
  YYYY: 'year',
  YY: 'year',
  Y: 'year',
  QUARTER: 'quarter',
  QQ: 'quarter',
  Q: 'quarter',
  MONTH: 'month',
  MONTHS: 'month',
  MM: 'month',
  MON: 'month',
  DAY: 'day',
  DAYS: 'day',
  DD: 'day',
  D: 'day',
  HOUR: 'hour',
  HOURS: 'hour',
  HH: 'hour',
  MINUTE: 'minute',
  MINUTES: 'minute',
  MI: 'minute',
  SECOND: 'second',
  SECONDS: 'second',
  SS: 'second',
};

/** A unit of time, whether it stands bare or in quotes; undefined for weeks and whatever has rules of its own. */
export function unitOf(raw: string | undefined): string | undefined {
  return units[(raw ?? '').replaceAll("'", '').toUpperCase()];
}

/** Weeks that begin on Monday, as they do here. */
export function mondayWeek(raw: string | undefined): boolean {
  return /^'?(ISOWEEK|ISO_WEEK|WEEK\s*\(\s*MONDAY\s*\))'?$/i.test(raw ?? '');
}

export const weekRefused: Rule = {
  refuse: 'Weeks begin on Monday here and on another day there: say in days which weeks are meant.',
};
