import { readFileSync } from 'node:fs';
import { describeFunctions } from '@akili/sql/functions';
import { expect, test } from 'vitest';
import { functionPage } from '../../scripts/functions/function-page.ts';

test('docs/sql/functions.md is what the registry says: otherwise run `npm run generate`', () => {
  expect(readFileSync('docs/sql/functions.md', 'utf8')).toBe(functionPage(describeFunctions()));
});

test('every function is written for DuckDB, whose SQL the dialect is', () => {
  const without = describeFunctions().filter((one) => one.forms.some((form) => form.targets.duckdb.text === undefined));
  expect(without.map((one) => one.name)).toEqual([]);
});
