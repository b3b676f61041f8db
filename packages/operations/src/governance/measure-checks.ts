import type { CheckResult, CompiledCheck, CompiledProduct } from '@akili/model';
import { EngineError } from '@akili/resource';
import { judgeCheck } from '@akili/runner';
import { textFor, type LiveEngine } from './live-queries.ts';

/** A check as it stands on the live data of one engine. */
export interface MeasuredCheck {
  readonly engine: LiveEngine;
  readonly check: CompiledCheck;
  readonly result: CheckResult;
}

/**
 * Runs checks on the live data of every engine that serves the product. One that cannot be run is in error, with the
 * engine's reason; the others are run all the same.
 */
export async function measureChecks(
  product: CompiledProduct,
  checks: readonly CompiledCheck[],
  engines: readonly LiveEngine[],
  signal: AbortSignal,
): Promise<readonly MeasuredCheck[]> {
  const measured: MeasuredCheck[] = [];
  for (const engine of engines.filter(({ role }) => role === 'analytics' || isLookedUp(product)))
    for (const check of checks) {
      const sql = textFor(check.sql, engine);
      if (sql === undefined) continue;
      measured.push({ engine, check, result: await measure(check, engine, sql, signal) });
    }
  return measured;
}

function isLookedUp({ serving }: CompiledProduct): boolean {
  return serving.some(({ intent }) => intent === 'lookup');
}

async function measure(
  check: CompiledCheck,
  engine: LiveEngine,
  sql: string,
  signal: AbortSignal,
): Promise<CheckResult> {
  try {
    return judgeCheck(check, await engine.query(sql, signal));
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof EngineError)) throw error;
    const { name, severity, threshold } = check;
    return { check: name, severity, threshold, value: null, verdict: 'error', message: error.message };
  }
}
