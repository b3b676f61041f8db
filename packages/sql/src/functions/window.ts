import type { FunctionEntry } from './entry.ts';

const executed = 'Executed on DuckDB and PostgreSQL with equal results. StarRocks window functions.';

function rank(name: string, result: 'bigint' | 'double'): FunctionEntry {
  return {
    name,
    family: 'window',
    kind: 'window',
    nulls: 'never',
    forms: [{ takes: `-> ${result}` }],
    source: executed,
  };
}

function neighbour(name: string): FunctionEntry {
  return {
    name,
    family: 'window',
    kind: 'window',
    nulls: 'always',
    // Without a default there is none before the first row and behind the last.
    nullable: ([value, , otherwise]) => value?.nullable !== false || otherwise?.nullable !== false,
    forms: [{ takes: 'any -> $1' }, { takes: 'any, =integer -> $1' }, { takes: 'any, =integer, first -> $1' }],
    source: executed,
  };
}

/** Functions that only make sense with OVER. Aggregates may have OVER too. */
export const windows: readonly FunctionEntry[] = [
  rank('row_number', 'bigint'),
  rank('rank', 'bigint'),
  rank('dense_rank', 'bigint'),
  rank('percent_rank', 'double'),
  rank('cume_dist', 'double'),
  {
    name: 'ntile',
    family: 'window',
    kind: 'window',
    nulls: 'never',
    forms: [{ takes: '=integer -> bigint', postgres: 'CAST(NTILE($1)$f AS bigint)' }],
    source: executed,
  },
  neighbour('lag'),
  neighbour('lead'),
  {
    name: 'first_value',
    family: 'window',
    kind: 'window',
    nulls: 'always',
    // A frame that nobody wrote holds the row itself; others may be empty.
    nullable: ([value], framed) => framed || value?.nullable !== false,
    forms: [{ takes: 'any -> $1' }],
    source: executed,
  },
  {
    name: 'last_value',
    family: 'window',
    kind: 'window',
    nulls: 'always',
    nullable: ([value], framed) => framed || value?.nullable !== false,
    forms: [{ takes: 'any -> $1' }],
    source: executed,
  },
  {
    name: 'nth_value',
    family: 'window',
    kind: 'window',
    nulls: 'always',
    forms: [
      {
        takes: 'any, =integer -> $1',
        starrocks: { refuse: 'Use ROW_NUMBER() in a subquery: StarRocks has no NTH_VALUE.' },
      },
    ],
    source: executed,
  },
];
