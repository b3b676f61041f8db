import { operand } from '../emit/fragment.ts';
import { badUnit, differencePostgres, differenceStarRocks, truncations, unitOf } from './date-difference.ts';
import { dateFormat } from './date-format.ts';
import { datePart, dateParts, epochPostgres, epochStarRocks } from './date-part.ts';
import type { FunctionEntry, Writer } from './entry.ts';

const executed = 'Executed on DuckDB and PostgreSQL with equal results.';

const truncate: Writer = ([, value], call, printer) => {
  const unit = unitOf(call);
  return value && truncations.includes(unit) ? `DATE_TRUNC(${printer.string(unit)}, ${value.text})` : badUnit;
};

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

/** By the text of the date: StarRocks has no function of year, month and day, and no year beyond four digits. */
const makeDateStarRocks: Writer = ([year, month, day], call) => {
  const given = call.args[0]?.k === 'cast' ? call.args[0].arg : call.args[0];
  const literal = given?.k === 'literal' && Number(given.value) >= 0 && Number(given.value) <= 9999;
  const taken = given?.k === 'call' && given.fn.name === 'year';
  if (year === undefined || month === undefined || day === undefined || (!literal && !taken)) {
    return { refuse: 'Use a literal year of four digits, YEAR(...), or DATE_TRUNC.' };
  }
  const digits = (value: string, count: number): string => `LPAD(CAST(${value} AS VARCHAR(20)), ${count}, '0')`;
  return `CAST(CONCAT(${digits(year.text, 4)}, '-', ${digits(month.text, 2)}, '-', ${digits(day.text, 2)}) AS DATE)`;
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
        starrocks: epochStarRocks.replaceAll('$1', '$2'),
      },
      { takes: '=varchar, temporal -> bigint', postgres: datePart('postgres'), starrocks: datePart('starrocks') },
    ],
    source: `${executed} StarRocks year(), week_iso() and their like.`,
  },
  ...dateParts,
  {
    name: 'epoch',
    family: 'date',
    kind: 'scalar',
    forms: [{ takes: '~timestamp -> double', postgres: epochPostgres, starrocks: epochStarRocks }],
    source: `${executed} StarRocks seconds_diff and date_format; its unix_timestamp follows the session's zone.`,
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
        starrocks: makeDateStarRocks,
      },
    ],
    source: `${executed} StarRocks cast of a text YYYY-MM-DD to DATE, lpad.`,
  },
  {
    name: 'time_bucket',
    family: 'date',
    kind: 'scalar',
    forms: [{ takes: 'interval, ~timestamp -> timestamp', postgres: bucketPostgres, starrocks: bucketStarRocks }],
    source: `${executed} StarRocks time_slice.`,
  },
];
