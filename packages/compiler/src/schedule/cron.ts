/** A schedule of five fields in UTC; each field holds what it matches, sorted. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly months: readonly number[];
  /** Undefined when the field is `*`: then the other day field alone decides. */
  readonly daysOfMonth: readonly number[] | undefined;
  /** Sunday is 0. Undefined when the field is `*`. */
  readonly daysOfWeek: readonly number[] | undefined;
}

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words?: readonly string[];
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const fields: readonly Field[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, words: months },
  { name: 'day of week', min: 0, max: 7, words: days },
];

/**
 * Reads a cron expression as both Dagster and the local runner do: five fields with `*`, lists, ranges, steps and the
 * names of months and days. A text is the reason why it is none, as the end of a sentence.
 */
export function readCron(expression: string): Cron | string {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== 5)
    return `it has ${parts.length === 1 ? 'one field' : `${parts.length} fields`} instead of five`;
  const read: (readonly number[])[] = [];
  for (const [index, field] of fields.entries()) {
    const values = readField(parts[index] as string, field);
    if (typeof values === 'string') return values;
    read.push(values);
  }
  const [minutes, hours, daysOfMonth, monthNumbers, weekdays] = read as [
    number[],
    number[],
    number[],
    number[],
    number[],
  ];
  return {
    minutes,
    hours,
    months: monthNumbers,
    daysOfMonth: parts[2] === '*' ? undefined : daysOfMonth,
    daysOfWeek: parts[4] === '*' ? undefined : [...new Set(weekdays.map((day) => day % 7))].sort((a, b) => a - b),
  };
}

function readField(text: string, field: Field): readonly number[] | string {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const match = /^(?:(\*)|([A-Za-z]{3}|\d{1,2})(?:-([A-Za-z]{3}|\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(item);
    if (!match) return `\`${item}\` is no ${field.name}`;
    const step = match[4] === undefined ? 1 : Number(match[4]);
    const from = match[1] ? field.min : readNumber(match[2] as string, field);
    // `5/15` counts from 5 to the end of the field, as croner and croniter read it.
    const open = match[1] !== undefined || (match[3] === undefined && match[4] !== undefined);
    const to = open ? (field.name === 'day of week' ? 6 : field.max) : match[3] ? readNumber(match[3], field) : from;
    if (from === undefined || to === undefined) return `\`${item}\` is no ${field.name} (${field.min} to ${field.max})`;
    if (step === 0) return `\`${item}\` has a step of 0`;
    if (to < from) return `\`${item}\` ends before it begins`;
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

function readNumber(text: string, field: Field): number | undefined {
  if (/^\d+$/.test(text)) {
    const value = Number(text);
    return value >= field.min && value <= field.max ? value : undefined;
  }
  const index = field.words?.indexOf(text.toUpperCase()) ?? -1;
  return index === -1 ? undefined : index + field.min;
}
