import { durationWords, schedulePeriod } from '@akili/compiler';
import { exitCodes } from '@akili/diagnostics';
import type { Json } from '@akili/model';
import type { Answer } from '../answer.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import type { GovernedProduct } from './governed-product.ts';
import { liveEngines } from './live-queries.ts';
import { measureChecks, type MeasuredCheck } from './measure-checks.ts';
import { keyOf, promisedFreshness, unitSeconds, type PromisedFreshness } from './promised-freshness.ts';
import { runHistory } from './run-history.ts';
import { withLiveProduct, type LiveOptions } from './with-live-product.ts';

/** Runs that the answer shows. */
const runsShown = 5;

/**
 * What a product promises about freshness, what its live data shows, and by how much it is kept. Exits 4 where a promise
 * is not kept or cannot be measured. Without a freshness check there is no promise, which is said.
 */
export async function sla(
  host: OperationHost,
  selection: Selection,
  name: string,
  options: LiveOptions,
): Promise<Answer> {
  return await withLiveProduct(host, selection, name, options, async (governed, open) => {
    const { product, tenant, whole } = governed;
    const promises = (await promisedFreshness(whole, [product], host)).get(keyOf(product)) ?? [];
    const wanted = product.checks.filter((check) => promises.some((one) => one.check === check.name));
    const measured = await measureChecks(product, wanted, liveEngines(open, tenant), host.signal);
    const runs = (await runHistory(governed, host)).slice(0, runsShown);
    const shared = {
      ...{ tenant: product.tenant, product: product.name },
      ...about(governed),
      runs: runs.map(({ run, endedAt, status }) => ({ run, endedAt, status })),
      lastRun: runs[0] === undefined ? null : `${runs[0].status} ${runs[0].endedAt}`,
    };
    const items =
      measured.length === 0
        ? [{ ...shared, verdict: 'no promise' }]
        : measured.map((one) => ({ ...shared, ...itemOf(one, promises) }));
    const columns = ['product', 'engine', 'promised', 'measured', 'margin', 'verdict', 'every', 'lastRun'];
    const broken = measured.some(({ result }) => result.verdict !== 'passed');
    return { document: { kind: 'list', items, columns }, exitCode: broken ? exitCodes.refused : exitCodes.ok };
  });
}

function about({ product: { compute } }: GovernedProduct) {
  const seconds = compute.schedule === undefined ? undefined : schedulePeriod(compute.schedule);
  return {
    schedule: compute.schedule ?? null,
    every: seconds === undefined ? null : durationWords(seconds),
  };
}

function itemOf(
  { engine, check, result }: MeasuredCheck,
  promises: readonly PromisedFreshness[],
): { readonly [key: string]: Json } {
  const promise = promises.find((one) => one.check === check.name) as PromisedFreshness;
  const size = unitSeconds[promise.unit] as number;
  const promised = Number(check.threshold) * size;
  const seconds = result.value === null ? null : Number(result.value) * size;
  const margin = seconds === null ? null : promised - seconds;
  return {
    engine: engine.role,
    check: check.name,
    column: promise.column,
    promised: durationWords(promised),
    promisedSeconds: promised,
    measured: seconds === null ? (result.message ?? 'not known') : durationWords(seconds),
    measuredSeconds: seconds,
    margin: margin === null ? null : `${margin < 0 ? '-' : ''}${durationWords(Math.abs(margin))}`,
    marginSeconds: margin,
    verdict: result.verdict === 'passed' ? 'kept' : result.verdict === 'failed' ? 'broken' : 'not measured',
  };
}
