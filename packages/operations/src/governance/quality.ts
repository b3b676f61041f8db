import { exitCodes } from '@akili/diagnostics';
import type { RunRecord } from '@akili/model';
import { gates } from '@akili/runner';
import type { Answer } from '../answer.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { liveEngines } from './live-queries.ts';
import { measureChecks } from './measure-checks.ts';
import { runHistory } from './run-history.ts';
import { sparkline } from './sparkline.ts';
import { withLiveProduct, type LiveOptions } from './with-live-product.ts';

/** Each check of a product, run on the live data of every engine that serves it. Exits 4 where a critical one does not pass. */
export async function quality(
  host: OperationHost,
  selection: Selection,
  name: string,
  options: LiveOptions,
): Promise<Answer> {
  return await withLiveProduct(host, selection, name, options, async (governed, open) => {
    const { product, tenant } = governed;
    const measured = await measureChecks(product, product.checks, liveEngines(open, tenant), host.signal);
    const runs = await runHistory(governed, host);
    const items = measured.map(({ engine, check, result }) => ({
      tenant: product.tenant,
      product: product.name,
      check: check.name,
      severity: check.severity,
      engine: engine.role,
      value: result.value,
      threshold: check.threshold,
      verdict: result.verdict,
      message: result.message ?? null,
      trend: sparkline(historyOf(check.name, runs).map(({ value }) => (value === null ? undefined : Number(value)))),
      history: historyOf(check.name, runs),
    }));
    const columns = ['check', 'severity', 'engine', 'value', 'threshold', 'verdict', 'message', 'trend'];
    const stopped = measured.some(({ result }) => gates(result));
    return { document: { kind: 'list', items, columns }, exitCode: stopped ? exitCodes.refused : exitCodes.ok };
  });
}

/** What the last runs found, oldest first. */
function historyOf(check: string, runs: readonly RunRecord[]) {
  return runs
    .flatMap(({ run, endedAt, checks }) => {
      const found = checks.find((one) => one.check === check);
      return found === undefined ? [] : [{ run, at: endedAt, value: found.value, verdict: found.verdict }];
    })
    .toReversed();
}
