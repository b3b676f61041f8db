import { durationWords, schedulePeriod } from '@akili/compiler';
import { exitCodes } from '@akili/diagnostics';
import type { CompiledProduct, Json } from '@akili/model';
import { readWorkingTree } from '@akili/repo';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { sourcesOf } from '../compile-repository.ts';
import { compileWhole } from '../compile-whole.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { keyOf, promisedFreshness, unitSeconds, type PromisedFreshness } from './promised-freshness.ts';

/** What the manifests of the selected tenants promise about every product. No engine is asked. */
export async function governanceReport(host: OperationHost, selection: Selection): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  return await answerOrStopped(snapshot, async () => {
    const { whole } = await compileWhole(snapshot, selection, {}, host);
    const chosen = whole.compilation.products.filter(
      ({ tenant, name }) =>
        (selection.tenants.length === 0 || selection.tenants.includes(tenant)) &&
        (selection.products.length === 0 || selection.products.includes(name)),
    );
    const promises = await promisedFreshness(whole, chosen, host);
    const items = chosen.map((product) => itemOf(product, promises.get(keyOf(product)) ?? []));
    const columns = [
      'tenant',
      'product',
      'classification',
      'steward',
      'compliance',
      'access',
      'sla',
      'checks',
      'every',
    ];
    return { document: { kind: 'list', items, columns }, exitCode: exitCodes.ok, sourceOf: sourcesOf(snapshot) };
  });
}

function itemOf(product: CompiledProduct, promises: readonly PromisedFreshness[]): { readonly [key: string]: Json } {
  const { governance, compute, checks } = product;
  const period = compute.schedule === undefined ? undefined : schedulePeriod(compute.schedule);
  const promised = promises.map(({ check, unit }) => {
    const { threshold } = checks.find(({ name }) => name === check) as CompiledProduct['checks'][number];
    return durationWords(Number(threshold) * (unitSeconds[unit] as number));
  });
  return {
    tenant: product.tenant,
    product: product.name,
    namespace: product.namespace,
    version: product.version,
    owner: product.owner,
    classification: governance.classification,
    steward: governance.steward ?? null,
    compliance: governance.compliance.join(', '),
    access: governance.access.map(({ team, role }) => `${team} (${role})`).join(', '),
    sla: promised.length === 0 ? null : promised.join(', '),
    checks: `${checks.filter(({ severity }) => severity === 'critical').length} critical, ${checks.filter(({ severity }) => severity === 'warning').length} warning`,
    schedule: compute.schedule ?? null,
    every: period === undefined ? null : durationWords(period),
  };
}
