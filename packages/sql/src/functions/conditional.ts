import type { FunctionEntry } from './entry.ts';

const executed = 'Executed on DuckDB and PostgreSQL with equal results.';

/** Functions that choose. CASE, COALESCE and IF are syntax and not here. */
export const conditionals: readonly FunctionEntry[] = [
  {
    name: 'nullif',
    family: 'conditional',
    kind: 'scalar',
    nulls: 'always',
    forms: [{ takes: 'T, T -> $1' }],
    source: executed,
  },
  {
    name: 'ifnull',
    family: 'conditional',
    kind: 'scalar',
    nulls: 'all',
    forms: [{ takes: 'T, T -> T', duckdb: 'COALESCE($*)', postgres: 'COALESCE($*)', starrocks: 'COALESCE($*)' }],
    source: executed,
  },
];
