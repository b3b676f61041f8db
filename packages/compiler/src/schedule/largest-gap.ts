import type { Cron } from './cron.ts';

const minutesPerDay = 24 * 60;
const msPerDay = minutesPerDay * 60_000;
/** A leap day comes again after four years, and the longest wait for it fits twice. */
const observedDays = 8 * 366;
/** Without dates or months a schedule repeats every week. */
const observedDaysOfWeek = 15;
/** 2024-01-01: a leap year comes first, so that `29 2` is met at once. */
const firstDay = Date.UTC(2024, 0, 1);

/** Seconds of the longest time between two runs of a schedule; undefined when it never runs. */
export function largestGap(cron: Cron): number | undefined {
  const times = cron.hours.flatMap((hour) => cron.minutes.map((minute) => hour * 60 + minute));
  const first = times[0] as number;
  const last = times.at(-1) as number;
  let longest = 0;
  for (let index = 1; index < times.length; index += 1) {
    longest = Math.max(longest, (times[index] as number) - (times[index - 1] as number));
  }
  let previous: number | undefined;
  let met = false;
  const weekly = cron.months.length === 12 && cron.daysOfMonth === undefined;
  for (let day = 0; day < (weekly ? observedDaysOfWeek : observedDays); day += 1) {
    if (!runsOn(cron, firstDay + day * msPerDay)) continue;
    met = true;
    if (previous !== undefined) longest = Math.max(longest, (day - previous) * minutesPerDay - last + first);
    previous = day;
  }
  return met ? longest * 60 : undefined;
}

/** Cron's own rule: when both day fields are restricted, one of them is enough. */
function runsOn(cron: Cron, time: number): boolean {
  const date = new Date(time);
  if (!cron.months.includes(date.getUTCMonth() + 1)) return false;
  const byDate = cron.daysOfMonth?.includes(date.getUTCDate());
  const byWeekday = cron.daysOfWeek?.includes(date.getUTCDay());
  if (byDate === undefined && byWeekday === undefined) return true;
  return byDate === true || byWeekday === true;
}
