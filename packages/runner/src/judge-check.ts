import type { CheckResult, CompiledCheck, Json } from '@akili/model';
import { isAtMost, isDecimal } from './decimal.ts';

/** What a check answered, judged: it passes when its one value is at most the threshold, compared as decimals. */
export function judgeCheck(
  { name, severity, threshold }: CompiledCheck,
  rows: readonly { readonly [column: string]: Json }[],
): CheckResult {
  const about = { check: name, severity, threshold };
  const error = (message: string): CheckResult => ({ ...about, value: null, verdict: 'error', message });
  const [row] = rows;
  if (row === undefined) return error('it gave no row');
  if (rows.length > 1) return error('it gave several rows');
  const values = Object.values(row);
  if (values.length !== 1) return error('it gave several columns');
  const [value] = values;
  if (value === null || value === undefined) return error('it gave NULL');
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  if (!isDecimal(text)) return error('it did not give a number');
  return { ...about, value: text, verdict: isAtMost(text, threshold) ? 'passed' : 'failed' };
}

/** The outcome in words, for findings: `gave 30, more than its threshold 24`. */
export function outcomeWords({ value, threshold, verdict, message }: CheckResult): string {
  if (verdict === 'error') return `is in error: ${message ?? 'it gave nothing to compare'}`;
  return `gave ${value}, ${verdict === 'passed' ? 'at most' : 'more than'} its threshold ${threshold}`;
}

/** True where the product may not be published. */
export function gates({ severity, verdict }: CheckResult): boolean {
  return severity === 'critical' && verdict !== 'passed';
}
