import type { BoundExpr } from '../analyse/bound.ts';
import type { ExprType } from '../analyse/expr-type.ts';
import type { FunctionEntry, Writer } from './entry.ts';

const executed = 'Executed on DuckDB and PostgreSQL with equal results.';

function sumOfDecimal([arg]: readonly BoundExpr[]): ExprType | undefined {
  return arg?.type?.kind === 'decimal' ? { kind: 'decimal', precision: 38, scale: arg.type.scale } : undefined;
}

/** A form that PostgreSQL has only without OVER and FILTER. */
function plainOnly(template: string): Writer {
  return (args, call, printer) =>
    call.windowed
      ? { refuse: 'Compute it in a grouped subquery and join it: PostgreSQL has it only as a plain aggregate.' }
      : printer.template(template, args);
}

const noDiscrete = {
  refuse: 'Use QUANTILE_CONT of a DOUBLE, or ROW_NUMBER() in a subquery: StarRocks takes the upper of two neighbours.',
};

const anyStarRocks: Writer = (args, call, printer) => {
  const kind = call.args[0]?.type?.kind;
  if (kind === 'array' || kind === 'json') return { refuse: 'Use MIN_BY: StarRocks has no order of lists and JSON.' };
  return printer.template(kind === 'boolean' ? '(MIN(CAST($1 AS INT))$f = 1)' : 'MIN($1)$f', args);
};

function extreme(name: 'min' | 'max', ofBooleans: string, ofBooleansStarRocks: string): FunctionEntry {
  const upper = name.toUpperCase();
  return {
    name,
    family: 'aggregate',
    kind: 'aggregate',
    skipsNulls: true,
    forms: [
      // Texts compare by bytes in DuckDB and StarRocks, by the database's collation in PostgreSQL.
      { takes: 'varchar -> varchar', postgres: `${upper}($1 COLLATE "C")$f COLLATE "default"` },
      { takes: 'boolean -> boolean', postgres: `${ofBooleans}($1)$f`, starrocks: ofBooleansStarRocks },
      {
        takes: 'uuid -> uuid',
        postgres: { refuse: 'Cast it to VARCHAR: PostgreSQL before 18 has no order of UUIDs here.' },
      },
      { takes: 'ordered -> $1', duckdb: `${upper}($1)$f`, postgres: `${upper}($1)$f`, starrocks: `${upper}($1)$f` },
    ],
    source: `${executed} StarRocks ${name}.`,
  };
}

function spread(name: string, aliases: readonly string[]): FunctionEntry {
  return {
    name,
    aliases,
    family: 'aggregate',
    kind: 'aggregate',
    skipsNulls: true,
    forms: [{ takes: '~double -> double' }],
    source: `${executed} Doubles: the last digits may differ. StarRocks ${name}.`,
  };
}

function byOther(name: string, aliases: readonly string[], direction: string, starrocks: string): FunctionEntry {
  return {
    name,
    aliases,
    family: 'aggregate',
    kind: 'aggregate',
    ordered: true,
    forms: [
      {
        takes: 'any, ordered -> $1',
        duckdb: `${name.toUpperCase()}($1, $2)$f`,
        postgres: (args, call, printer) =>
          call.windowed || call.filtered
            ? { refuse: 'Use ROW_NUMBER() in a subquery.' }
            : printer.template(
                `(ARRAY_AGG($1 ORDER BY ${call.args[1]?.type?.kind === 'varchar' ? '$2 COLLATE "C"' : '$2'} ${direction} NULLS LAST) FILTER (WHERE $2 IS NOT NULL AND $1 IS NOT NULL))[1]`,
                args,
              ),
        // Rows whose value is NULL are left out, as those are whose order is.
        starrocks: `${starrocks}($1, CASE WHEN $1 IS NOT NULL THEN $2 END)$f`,
      },
    ],
    source: `${executed} StarRocks ${starrocks.toLowerCase()}.`,
  };
}

const countIf = 'SUM(CASE WHEN $1 THEN 1 WHEN NOT $1 THEN 0 END)$f';

function allOrAny(name: string, starrocks: string): FunctionEntry {
  return {
    name,
    family: 'aggregate',
    kind: 'aggregate',
    skipsNulls: true,
    forms: [{ takes: 'boolean -> boolean', starrocks }],
    source: `${executed} StarRocks has it only from numbers.`,
  };
}

const joinTexts: Writer = (args, call, printer) =>
  call.distinct && call.orderedByOther
    ? { refuse: 'Use a subquery with DISTINCT: PostgreSQL orders distinct values only by themselves.' }
    : printer.template(args.length === 1 ? "STRING_AGG($d$1, ','$o)$f" : 'STRING_AGG($d$1, $2$o)$f', args);

/** Aggregates. They skip NULLs and give NULL for no rows unless their entry says otherwise. */
export const aggregates: readonly FunctionEntry[] = [
  {
    name: 'count_star',
    family: 'aggregate',
    kind: 'aggregate',
    nulls: 'never',
    skipsNulls: true,
    forms: [{ takes: '-> bigint', duckdb: 'COUNT(*)$f', postgres: 'COUNT(*)$f', starrocks: 'COUNT(*)$f' }],
    source: executed,
  },
  {
    name: 'count',
    family: 'aggregate',
    kind: 'aggregate',
    nulls: 'never',
    skipsNulls: true,
    forms: [{ takes: 'any -> bigint' }],
    source: `${executed} StarRocks count, multi_distinct_count.`,
  },
  {
    name: 'sum',
    family: 'aggregate',
    kind: 'aggregate',
    skipsNulls: true,
    forms: [
      { takes: 'integer -> hugeint' },
      // StarRocks adds BIGINTs as BIGINT and wraps around.
      { takes: 'wholes -> hugeint', starrocks: 'SUM($dCAST($1 AS LARGEINT))$f' },
      { takes: 'decimal -> @', result: sumOfDecimal },
      { takes: '~double -> double' },
    ],
    source: `${executed} StarRocks sum: BIGINT for integers, LARGEINT for LARGEINT, DECIMAL(38,s) for decimals.`,
  },
  {
    name: 'avg',
    aliases: ['mean'],
    family: 'aggregate',
    kind: 'aggregate',
    skipsNulls: true,
    forms: [
      {
        takes: 'exact -> double',
        postgres: 'CAST(AVG($d$1)$f AS double precision)',
        starrocks: 'AVG($dCAST($1 AS DOUBLE))$f',
      },
      { takes: '~double -> double' },
    ],
    source: `${executed} StarRocks avg of decimals is a decimal, of doubles a double.`,
  },
  extreme('min', 'BOOL_AND', '(MIN(CAST($1 AS INT))$f = 1)'),
  extreme('max', 'BOOL_OR', '(MAX(CAST($1 AS INT))$f = 1)'),
  spread('stddev_samp', ['stddev']),
  spread('stddev_pop', []),
  spread('var_samp', ['variance']),
  spread('var_pop', []),
  {
    name: 'covar_pop',
    family: 'aggregate',
    kind: 'aggregate',
    forms: [{ takes: '~double, ~double -> double' }],
    source: `${executed} Doubles: the last digits may differ.`,
  },
  {
    name: 'covar_samp',
    family: 'aggregate',
    kind: 'aggregate',
    forms: [{ takes: '~double, ~double -> double' }],
    source: `${executed} Doubles: the last digits may differ.`,
  },
  {
    name: 'median',
    family: 'aggregate',
    kind: 'aggregate',
    forms: [
      {
        takes: 'decimal -> $1',
        postgres: { refuse: 'Cast the argument to DOUBLE: PostgreSQL has no median of decimals.' },
        starrocks: { refuse: 'Cast the argument to DOUBLE.' },
      },
      {
        takes: '~double -> double',
        postgres: plainOnly('PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY $1)$f'),
        starrocks: 'PERCENTILE_CONT($1, 0.5)$f',
      },
    ],
    source: `${executed} StarRocks percentile_cont(expr, p).`,
  },
  {
    name: 'quantile_cont',
    family: 'aggregate',
    kind: 'aggregate',
    forms: [
      {
        takes: 'decimal, =number -> $1',
        postgres: { refuse: 'Cast the argument to DOUBLE: PostgreSQL has no quantile of decimals.' },
        starrocks: { refuse: 'Cast the argument to DOUBLE.' },
      },
      {
        takes: '~double, =number -> double',
        postgres: plainOnly('PERCENTILE_CONT($2) WITHIN GROUP (ORDER BY $1)$f'),
        starrocks: 'PERCENTILE_CONT($1, $2)$f',
      },
    ],
    source: `${executed} StarRocks percentile_cont(expr, p).`,
  },
  {
    name: 'quantile_disc',
    family: 'aggregate',
    kind: 'aggregate',
    forms: [
      {
        takes: 'varchar, =number -> varchar',
        postgres: plainOnly('PERCENTILE_DISC($2) WITHIN GROUP (ORDER BY $1 COLLATE "C")$f COLLATE "default"'),
        starrocks: noDiscrete,
      },
      {
        takes: 'ordered, =number -> $1',
        postgres: plainOnly('PERCENTILE_DISC($2) WITHIN GROUP (ORDER BY $1)$f'),
        starrocks: noDiscrete,
      },
    ],
    source: `${executed} StarRocks percentile_disc takes the upper of two neighbours, DuckDB the lower.`,
  },
  byOther('arg_max', ['max_by'], 'DESC', 'MAX_BY'),
  byOther('arg_min', ['min_by'], 'ASC', 'MIN_BY'),
  allOrAny('bool_and', '(MIN(CAST($1 AS INT))$f = 1)'),
  allOrAny('bool_or', '(MAX(CAST($1 AS INT))$f = 1)'),
  {
    name: 'count_if',
    aliases: ['countif'],
    family: 'aggregate',
    kind: 'aggregate',
    skipsNulls: true,
    forms: [
      {
        takes: 'boolean -> bigint',
        duckdb: `CAST(${countIf} AS BIGINT)`,
        postgres: `CAST(${countIf} AS bigint)`,
        starrocks: `CAST(${countIf} AS BIGINT)`,
      },
    ],
    source: `${executed} NULL where no condition is known, as DuckDB 1.5 has it.`,
  },
  {
    name: 'any_value',
    family: 'aggregate',
    kind: 'aggregate',
    ordered: true,
    forms: [
      {
        takes: 'any -> $1',
        postgres: (args, call, printer) =>
          call.windowed || call.filtered
            ? { refuse: 'Use MIN or MAX.' }
            : printer.template('(ARRAY_AGG($1) FILTER (WHERE $1 IS NOT NULL))[1]', args),
        starrocks: anyStarRocks,
      },
    ],
    source: `${executed} StarRocks any_value may give NULL where there is a value, min never does. PostgreSQL has ANY_VALUE only from 16 on.`,
  },
  {
    name: 'string_agg',
    aliases: ['listagg', 'group_concat'],
    family: 'aggregate',
    kind: 'aggregate',
    ordered: true,
    skipsNulls: true,
    forms: [
      {
        takes: 'varchar, =varchar? -> varchar',
        postgres: joinTexts,
        starrocks: (args, call, printer) =>
          call.windowed
            ? { refuse: 'Compute it in a grouped subquery.' }
            : printer.template(
                `CASE WHEN COUNT($1) > 0 THEN ARRAY_JOIN(ARRAY_AGG($d$1$o), ${args.length === 1 ? "','" : '$2'}) END`,
                args,
              ),
      },
    ],
    source: `${executed} StarRocks group_concat cuts at 1,024 characters, array_join of array_agg does not.`,
  },
  {
    name: 'array_agg',
    aliases: ['list'],
    family: 'aggregate',
    kind: 'aggregate',
    ordered: true,
    forms: [
      {
        takes: 'T -> array(T)',
        postgres: (args, call, printer) =>
          call.distinct && call.orderedByOther
            ? { refuse: 'Use a subquery with DISTINCT.' }
            : printer.template('ARRAY_AGG($d$1$o)$f', args),
        starrocks: (args, call, printer) =>
          /^(decimal|json)$/.test(call.args[0]?.type?.kind ?? '')
            ? { refuse: 'Cast the values to DOUBLE or VARCHAR: StarRocks gathers neither decimals nor JSON.' }
            : printer.template('ARRAY_AGG($d$1$o)$f', args),
      },
    ],
    source: `${executed} StarRocks array_agg([DISTINCT] x [ORDER BY ...]).`,
  },
  {
    name: 'first',
    aliases: ['arbitrary'],
    family: 'aggregate',
    kind: 'aggregate',
    ordered: true,
    forms: [
      {
        takes: 'any -> $1',
        duckdb: 'FIRST($1$o)$f',
        postgres: (args, call, printer) =>
          call.windowed ? { refuse: 'Use FIRST_VALUE.' } : printer.template('(ARRAY_AGG($1$o)$f)[1]', args),
        starrocks: { refuse: 'Use MIN_BY or MAX_BY: StarRocks keeps no first row.' },
      },
    ],
    source: executed,
  },
  {
    name: 'approx_count_distinct',
    family: 'aggregate',
    kind: 'aggregate',
    nulls: 'never',
    skipsNulls: true,
    forms: [
      {
        takes: 'any -> bigint',
        postgres: { refuse: 'Use COUNT(DISTINCT ...): PostgreSQL has no approximate count.' },
      },
    ],
    source: 'StarRocks approx_count_distinct (HyperLogLog); the error bounds differ between engines.',
  },
];
