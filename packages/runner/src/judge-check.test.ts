import type { CompiledCheck } from '@akili/model';
import { describe, expect, test } from 'vitest';
import { isAtMost } from './decimal.ts';
import { gates, judgeCheck, outcomeWords } from './judge-check.ts';
import { overStaging } from './staging.ts';

const check = (threshold: string, severity: CompiledCheck['severity'] = 'critical'): CompiledCheck => ({
  ...{ name: 'freshness', severity, threshold, sql: {} },
});

describe('a value against its threshold, as decimals', () => {
  test.each([
    ['24', '24', true],
    ['24.000', '24', true],
    ['24.0000000000000000001', '24', false],
    ['99999999999999999999999999999999999999', '99999999999999999999999999999999999998', false],
    ['9007199254740993', '9007199254740992', false],
    ['-1', '0', true],
    ['0.1', '0.10', true],
    ['1e-7', '0', false],
    ['1.5E+2', '150', true],
  ])('%s <= %s is %s', (value, threshold, holds) => {
    expect(isAtMost(value, threshold)).toBe(holds);
  });
});

describe('what a check answers', () => {
  test.each([
    ['a number at the threshold', [{ n: 24 }], 'passed'],
    ['decimal text beyond it', [{ n: '24.01' }], 'failed'],
    ['NULL', [{ n: null }], 'it gave NULL'],
    ['no row', [], 'it gave no row'],
    ['two rows', [{ n: 0 }, { n: 0 }], 'it gave several rows'],
    ['two columns', [{ n: 0, m: 0 }], 'it gave several columns'],
    ['a text', [{ n: 'none' }], 'it did not give a number'],
    ['a boolean', [{ n: false }], 'it did not give a number'],
    ['no number', [{ n: 'NaN' }], 'it did not give a number'],
    ['infinity', [{ n: 'Infinity' }], 'it did not give a number'],
  ])('%s', (_, rows, answer) => {
    const { verdict, message } = judgeCheck(check('24'), rows);
    expect(message ?? verdict).toBe(answer);
  });

  test('an error of a critical check gates like a failure, one of a warning does not', () => {
    expect(gates(judgeCheck(check('0'), []))).toBe(true);
    expect(gates(judgeCheck(check('0', 'warning'), []))).toBe(false);
    expect(outcomeWords(judgeCheck(check('0'), [{ n: 7 }]))).toBe('gave 7, more than its threshold 0');
  });
});

test('a check reads the staging table; literals and comments keep their text', () => {
  const table = '"tenant_acme_corp_catalog"."sales"."daily_revenue"';
  const sql = `SELECT count(*) FROM ${table} WHERE region = '${table}' -- ${table}`;
  expect(overStaging(sql, table)).toBe(
    `SELECT count(*) FROM "temp"."main"."akili_staging" WHERE region = '${table}' -- ${table}`,
  );
});
