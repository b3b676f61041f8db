import type { FunctionEntry } from './entry.ts';

const executed = 'Executed on DuckDB and PostgreSQL with equal results.';

/** Functions of lists. Positions count from 1. */
export const arrays: readonly FunctionEntry[] = [
  {
    name: 'list_value',
    family: 'array',
    kind: 'scalar',
    nulls: 'never',
    forms: [{ takes: 'T... -> array(T)', duckdb: '[$*]', postgres: 'ARRAY[$*]', starrocks: '[$*]' }],
    source: `${executed} StarRocks array literals.`,
  },
  {
    name: 'array_length',
    aliases: ['list_length'],
    family: 'array',
    kind: 'scalar',
    forms: [
      {
        takes: 'array -> bigint',
        duckdb: 'LEN($1)',
        postgres: 'CAST(CARDINALITY($1) AS bigint)',
        starrocks: 'CAST(ARRAY_LENGTH($1) AS BIGINT)',
      },
    ],
    source: `${executed} StarRocks array_length.`,
  },
  {
    name: 'list_contains',
    aliases: ['array_contains', 'list_has', 'array_has'],
    family: 'array',
    kind: 'scalar',
    forms: [
      {
        takes: 'array, any -> boolean',
        postgres: 'CASE WHEN $1 IS NOT NULL AND $2 IS NOT NULL THEN COALESCE($2 = ANY($1), FALSE) END',
        starrocks: 'CASE WHEN $2 IS NOT NULL THEN ARRAY_CONTAINS($1, $2) END',
      },
    ],
    source: `${executed} StarRocks array_contains.`,
  },
  {
    name: 'list_concat',
    aliases: ['list_cat', 'array_concat', 'array_cat'],
    family: 'array',
    kind: 'scalar',
    // Unlike `||`: a NULL is an empty list.
    nulls: 'never',
    forms: [
      {
        takes: 'array, array -> $1',
        postgres: "COALESCE(ARRAY_CAT($1, $2), '{}')",
        starrocks: 'ARRAY_CONCAT(COALESCE($1, []), COALESCE($2, []))',
      },
    ],
    source: `${executed} StarRocks array_concat.`,
  },
  {
    name: 'list_sum',
    family: 'array',
    kind: 'scalar',
    nulls: 'always',
    forms: [
      {
        takes: 'array -> @',
        result: ([arg]) => {
          const of = arg?.type?.kind === 'array' ? arg.type.of : undefined;
          return of?.kind === 'integer' || of?.kind === 'bigint' ? { kind: 'hugeint' } : undefined;
        },
        postgres: '(SELECT SUM("x") FROM UNNEST($1) AS "u"("x"))',
        starrocks: 'ARRAY_SUM($1)',
      },
    ],
    source: `${executed} StarRocks array_sum.`,
  },
];
