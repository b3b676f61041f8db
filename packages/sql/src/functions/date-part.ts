import type { Fragment } from '../emit/fragment.ts';
import type { Printer } from '../emit/printer.ts';
import type { Form, FunctionEntry, Writer, WrittenCall } from './entry.ts';

const executed = 'Executed on DuckDB and PostgreSQL with equal results.';

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
  week: { aliases: ['weekofyear'], postgres: extracted('WEEK'), starrocks: 'WEEK_ISO($)' },
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

/** Seconds since 1970 of `$1`. */
export const epochPostgres = 'CAST(EXTRACT(EPOCH FROM $1) AS double precision)';
/** Seconds since 1970 of `$1`, to the microsecond: whole seconds and what DATE_FORMAT gives of the rest. */
export const epochStarRocks =
  "(SECONDS_DIFF(DATE_TRUNC('second', $1), CAST('1970-01-01 00:00:00' AS DATETIME)) * 1000000 + CAST(DATE_FORMAT($1, '%f') AS BIGINT)) / CAST(1000000 AS DOUBLE)";

/** DATE_PART with the part as its first argument. */
export function datePart(side: 'postgres' | 'starrocks'): Writer {
  return ([, value], call, printer) => {
    const unit = call.args[0];
    const name = unit?.k === 'literal' ? unit.value.toLowerCase() : '';
    const part = partNames.get(name) ?? partNames.get(name.replace(/s$/, ''));
    if (value === undefined || part === undefined) return { refuse: `Use one of ${[...partNames.keys()].join(', ')}.` };
    return writePart(part, side, value, call, printer);
  };
}

/** YEAR(), MONTH() and the other parts that have a function of their own. */
export const dateParts: readonly FunctionEntry[] = Object.entries(parts).map(partFunction);
