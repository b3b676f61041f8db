import { operand, type Fragment } from '../emit/fragment.ts';
import type { Printer } from '../emit/printer.ts';
import { dateFormat } from './date-format.ts';
import type { Form, FunctionEntry, Writer, WrittenCall } from './entry.ts';

const executed = 'Executed on DuckDB and PostgreSQL with equal results.';

function unitOf(call: WrittenCall): string {
  const unit = call.args[0];
  return unit?.k === 'literal' ? unit.value.toLowerCase().replace(/s$/, '') : '';
}

const truncations: readonly string[] = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'];
const badUnit = { refuse: `Use one of ${truncations.join(', ')}.` };

const truncate: Writer = ([, value], call, printer) => {
  const unit = unitOf(call);
  return value && truncations.includes(unit) ? `DATE_TRUNC(${printer.string(unit)}, ${value.text})` : badUnit;
};

const seconds: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600 };

function isDate(call: WrittenCall, index: number): boolean {
  return call.args[index]?.type?.kind === 'date';
}

/** DuckDB counts the boundaries between two moments, except weeks, which are whole sevens of days. */
const differencePostgres: Writer = ([, from, to], call, printer) => {
  if (from === undefined || to === undefined) return '';
  const unit = unitOf(call);
  const moment = (value: Fragment, i: number): string =>
    isDate(call, i) ? printer.cast(value.text, { kind: 'timestamp' }) : value.text;
  const day = (value: Fragment, i: number): string =>
    isDate(call, i) ? operand(value) : printer.cast(value.text, { kind: 'date' });
  const per = seconds[unit];
  if (per !== undefined) {
    const cut = (value: Fragment, i: number): string => `DATE_TRUNC('${unit}', ${moment(value, i)})`;
    return bigint(printer, `EXTRACT(EPOCH FROM ${cut(to, 2)} - ${cut(from, 1)}) / ${per}`);
  }
  if (unit === 'day') return bigint(printer, `${day(to, 2)} - ${day(from, 1)}`);
  if (unit === 'week') return bigint(printer, `(${day(to, 2)} - ${day(from, 1)}) / 7`);
  const part = (name: string, value: Fragment): string => `EXTRACT(${name} FROM ${value.text})`;
  const years = `${part('YEAR', to)} - ${part('YEAR', from)}`;
  if (unit === 'year') return bigint(printer, years);
  const months = { month: ['MONTH', 12], quarter: ['QUARTER', 4] }[unit] as [string, number] | undefined;
  if (months === undefined) return badUnit;
  const [name, count] = months;
  return bigint(printer, `(${years}) * ${count} + ${part(name, to)} - ${part(name, from)}`);
};

function bigint(printer: Printer, text: string): string {
  return printer.cast(text, { kind: 'bigint' });
}

/** StarRocks' *_DIFF take the later moment first and count complete units, so both ends are cut to the unit. */
const differenceStarRocks: Writer = ([, from, to], call, printer) => {
  if (from === undefined || to === undefined) return '';
  const unit = unitOf(call);
  if (seconds[unit] !== undefined) {
    const cut = (value: Fragment, i: number): string =>
      `DATE_TRUNC('${unit}', ${isDate(call, i) ? printer.cast(value.text, { kind: 'timestamp' }) : value.text})`;
    return `${unit.toUpperCase()}S_DIFF(${cut(to, 2)}, ${cut(from, 1)})`;
  }
  if (unit === 'day') return bigint(printer, `DATEDIFF(${to.text}, ${from.text})`);
  if (unit === 'week') return bigint(printer, `DATEDIFF(${to.text}, ${from.text}) DIV 7`);
  const years = `YEAR(${to.text}) - YEAR(${from.text})`;
  if (unit === 'year') return bigint(printer, years);
  const months = { month: ['MONTH', 12], quarter: ['QUARTER', 4] }[unit] as [string, number] | undefined;
  if (months === undefined) return badUnit;
  const [name, count] = months;
  return bigint(printer, `(${years}) * ${count} + ${name}(${to.text}) - ${name}(${from.text})`);
};

interface Part {
  readonly aliases?: readonly string[];
  /** `$` stands for the value. */
  readonly postgres: string;
  readonly starrocks: string;
  /** Hours of a date: it is cast first, since PostgreSQL has none. */
  readonly clock?: true;
}

function extracted(field: string): string {
  return `CAST(EXTRACT(${field} FROM $) AS bigint)`;
}

const parts: Readonly<Record<string, Part>> = {
  year: { postgres: extracted('YEAR'), starrocks: 'YEAR($)' },
  quarter: { postgres: extracted('QUARTER'), starrocks: 'QUARTER($)' },
  month: { postgres: extracted('MONTH'), starrocks: 'MONTH($)' },
  day: { aliases: ['dayofmonth'], postgres: extracted('DAY'), starrocks: 'DAY($)' },
  week: { aliases: ['weekofyear'], postgres: extracted('WEEK'), starrocks: 'WEEKOFYEAR($)' },
  isodow: { postgres: extracted('ISODOW'), starrocks: '((DAYOFWEEK($) + 5) % 7 + 1)' },
  dayofweek: { aliases: ['dow', 'weekday'], postgres: extracted('DOW'), starrocks: '(DAYOFWEEK($) - 1)' },
  dayofyear: { aliases: ['doy'], postgres: extracted('DOY'), starrocks: 'DAYOFYEAR($)' },
  isoyear: { postgres: extracted('ISOYEAR'), starrocks: "CAST(DATE_FORMAT($, '%x') AS BIGINT)" },
  hour: { postgres: extracted('HOUR'), starrocks: 'HOUR($)', clock: true },
  minute: { postgres: extracted('MINUTE'), starrocks: 'MINUTE($)', clock: true },
  second: { postgres: 'CAST(FLOOR(EXTRACT(SECOND FROM $)) AS bigint)', starrocks: 'SECOND($)', clock: true },
};

const partNames = new Map(
  Object.entries(parts).flatMap(([name, part]) => [name, ...(part.aliases ?? [])].map((each) => [each, part] as const)),
);

function writePart(
  part: Part,
  side: 'postgres' | 'starrocks',
  value: Fragment,
  call: WrittenCall,
  printer: Printer,
): string {
  const date = call.args.at(-1)?.type?.kind === 'date';
  const text = part.clock && date ? printer.cast(value.text, { kind: 'timestamp' }) : value.text;
  const written = part[side].replaceAll('$', () => text);
  return side === 'starrocks' ? printer.cast(written, { kind: 'bigint' }) : written;
}

function partFunction([name, part]: readonly [string, Part]): FunctionEntry {
  const write = (side: 'postgres' | 'starrocks'): Writer => {
    return ([value], call, printer) => (value ? writePart(part, side, value, call, printer) : '');
  };
  const duckdb = `DATE_PART('${name}', $1)`;
  const form: Form = {
    takes: 'temporal -> bigint',
    duckdb,
    postgres: write('postgres'),
    starrocks: write('starrocks'),
  };
  const aliases = (part.aliases ?? []).filter((alias) => alias !== 'dow' && alias !== 'doy');
  return {
    name,
    aliases,
    family: 'date',
    kind: 'scalar',
    forms: [form],
    source: `${executed} StarRocks date functions; its week() counts otherwise.`,
  };
}

const epochPostgres = 'CAST(EXTRACT(EPOCH FROM $1) AS double precision)';
const epochStarRocks = "MILLISECONDS_DIFF($1, CAST('1970-01-01 00:00:00' AS DATETIME)) / 1000.0";

function datePart(side: 'postgres' | 'starrocks'): Writer {
  return ([, value], call, printer) => {
    const unit = call.args[0];
    const name = unit?.k === 'literal' ? unit.value.toLowerCase() : '';
    const part = partNames.get(name) ?? partNames.get(name.replace(/s$/, ''));
    if (value === undefined || part === undefined) return { refuse: `Use one of ${[...partNames.keys()].join(', ')}.` };
    return writePart(part, side, value, call, printer);
  };
}

function now(name: string, aliases: readonly string[], date: boolean): FunctionEntry {
  const duckdb = 'MAKE_TIMESTAMP(EPOCH_US(NOW()))';
  const postgres = "CURRENT_TIMESTAMP AT TIME ZONE 'UTC'";
  return {
    name,
    aliases,
    family: 'date',
    kind: 'scalar',
    depends: 'time',
    forms: [
      date
        ? {
            takes: '-> date',
            duckdb: `CAST(${duckdb} AS DATE)`,
            postgres: `CAST(${postgres} AS date)`,
            starrocks: 'CAST(UTC_TIMESTAMP() AS DATE)',
          }
        : { takes: '-> timestamp', duckdb, postgres, starrocks: 'UTC_TIMESTAMP()' },
    ],
    source: `${executed} Always UTC, whatever the session's time zone. StarRocks utc_timestamp.`,
  };
}

function formatted(side: 'postgres' | 'starrocks', name: string): Writer {
  return ([value], call, printer) => {
    const literal = call.args[1];
    const format = literal?.k === 'literal' ? dateFormat(literal.value, side) : undefined;
    if (value === undefined || format === undefined)
      return { refuse: 'Use directives of year to second, names and ISO weeks.' };
    return `${name}(${value.text}, ${printer.string(format)})`;
  };
}

const parsePostgres: Writer = ([value], call, printer) => {
  const literal = call.args[1];
  const format = literal?.k === 'literal' ? dateFormat(literal.value, 'postgres') : undefined;
  if (value === undefined || format === undefined) return { refuse: 'Use directives of year to second.' };
  // With the zone in the text the session's zone, and its gaps in spring, have no say.
  return `TO_TIMESTAMP(${operand(value)} || ' +00', ${printer.string(`${format} TZH`)}) AT TIME ZONE 'UTC'`;
};

const bucketPostgres: Writer = ([width, value], call) => {
  const interval = call.args[0];
  if (width === undefined || value === undefined) return '';
  if (interval?.k !== 'interval' || interval.parts.some((part) => part.unit === 'month' || part.unit === 'year')) {
    return { refuse: "Use DATE_TRUNC for months and years: PostgreSQL's buckets have a fixed width." };
  }
  return `DATE_BIN(${width.text}, ${value.text}, TIMESTAMP '2000-01-03 00:00:00')`;
};

const bucketStarRocks: Writer = ([, value], call) => {
  const interval = call.args[0];
  const part = interval?.k === 'interval' && interval.parts.length === 1 ? interval.parts[0] : undefined;
  const width = part?.count.k === 'literal' ? Number(part.count.value) : NaN;
  const perDay = { second: 86400, minute: 1440, hour: 24, day: 1 }[part?.unit as string];
  if (value === undefined || part === undefined || perDay === undefined || perDay % width !== 0) {
    return { refuse: 'Use a width that divides a day: StarRocks counts buckets from another origin.' };
  }
  return `TIME_SLICE(${value.text}, INTERVAL ${width} ${part.unit.toUpperCase()})`;
};

/** Functions of dates and timestamps; timestamps are UTC. */
export const dates: readonly FunctionEntry[] = [
  {
    name: 'date_trunc',
    aliases: ['datetrunc'],
    family: 'date',
    kind: 'scalar',
    forms: [{ takes: '=varchar, ~timestamp -> timestamp', duckdb: truncate, postgres: truncate, starrocks: truncate }],
    source: `${executed} StarRocks date_trunc; of a DATE it gives a DATE, so that it is cast first.`,
  },
  {
    name: 'datediff',
    aliases: ['date_diff'],
    family: 'date',
    kind: 'scalar',
    forms: [
      {
        takes: '=varchar, temporal, temporal -> bigint',
        duckdb: 'DATE_DIFF($*)',
        postgres: differencePostgres,
        starrocks: differenceStarRocks,
      },
    ],
    source: `${executed} StarRocks datediff (calendar days), hours_diff and its like (complete units, later first).`,
  },
  {
    name: 'date_part',
    aliases: ['datepart'],
    family: 'date',
    kind: 'scalar',
    forms: [
      {
        takes: '=epoch, ~timestamp -> double',
        duckdb: 'EPOCH($2)',
        postgres: epochPostgres.replace('$1', '$2'),
        starrocks: epochStarRocks.replace('$1', '$2'),
      },
      { takes: '=varchar, temporal -> bigint', postgres: datePart('postgres'), starrocks: datePart('starrocks') },
    ],
    source: `${executed} StarRocks year(), weekofyear() and their like.`,
  },
  ...Object.entries(parts).map(partFunction),
  {
    name: 'epoch',
    family: 'date',
    kind: 'scalar',
    forms: [{ takes: '~timestamp -> double', postgres: epochPostgres, starrocks: epochStarRocks }],
    source: `${executed} StarRocks milliseconds_diff; its unix_timestamp follows the session's zone.`,
  },
  {
    name: 'epoch_ms',
    family: 'date',
    kind: 'scalar',
    forms: [
      {
        takes: '~timestamp -> bigint',
        postgres: 'CAST(FLOOR(EXTRACT(EPOCH FROM $1) * 1000) AS bigint)',
        starrocks: "MILLISECONDS_DIFF($1, CAST('1970-01-01 00:00:00' AS DATETIME))",
      },
    ],
    source: `${executed} StarRocks milliseconds_diff.`,
  },
  now('current_date', ['today'], true),
  now('current_timestamp', ['now', 'get_current_timestamp', 'localtimestamp', 'transaction_timestamp'], false),
  {
    name: 'last_day',
    family: 'date',
    kind: 'scalar',
    forms: [
      {
        takes: '~timestamp -> date',
        postgres: "CAST(DATE_TRUNC('month', $1) + INTERVAL '1 month -1 day' AS date)",
        starrocks: 'LAST_DAY($1)',
      },
    ],
    source: `${executed} StarRocks last_day.`,
  },
  {
    name: 'dayname',
    family: 'date',
    kind: 'scalar',
    forms: [{ takes: '~timestamp -> varchar', postgres: "TO_CHAR($1, 'FMDay')" }],
    source: `${executed} StarRocks dayname.`,
  },
  {
    name: 'monthname',
    family: 'date',
    kind: 'scalar',
    forms: [{ takes: '~timestamp -> varchar', postgres: "TO_CHAR($1, 'FMMonth')" }],
    source: `${executed} StarRocks monthname.`,
  },
  {
    name: 'strftime',
    family: 'date',
    kind: 'scalar',
    forms: [
      {
        takes: '~timestamp, =varchar -> varchar',
        postgres: formatted('postgres', 'TO_CHAR'),
        starrocks: formatted('starrocks', 'DATE_FORMAT'),
      },
    ],
    source: `${executed} StarRocks date_format (%i minutes, %v ISO week).`,
  },
  {
    name: 'strptime',
    family: 'date',
    kind: 'scalar',
    forms: [
      {
        takes: 'varchar, =varchar -> timestamp',
        postgres: parsePostgres,
        starrocks: { refuse: 'Cast an ISO text to TIMESTAMP: StarRocks gives NULL where the text does not fit.' },
      },
    ],
    source: executed,
  },
  {
    name: 'make_date',
    family: 'date',
    kind: 'scalar',
    forms: [
      {
        takes: '~bigint, ~bigint, ~bigint -> date',
        postgres: 'MAKE_DATE(CAST($1 AS integer), CAST($2 AS integer), CAST($3 AS integer))',
        starrocks: { refuse: 'Cast an ISO text to DATE.' },
      },
    ],
    source: executed,
  },
  {
    name: 'time_bucket',
    family: 'date',
    kind: 'scalar',
    forms: [{ takes: 'interval, ~timestamp -> timestamp', postgres: bucketPostgres, starrocks: bucketStarRocks }],
    source: `${executed} StarRocks time_slice.`,
  },
];
