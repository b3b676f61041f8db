import { join } from 'node:path';
import { exitCodes, runsElsewhere, unknownProduct, worstExitCode, type ExitCode } from '@akili/diagnostics';
import { diagnosticOf } from '@akili/compiler';
import { createLocator } from '@akili/manifest';
import type { CompiledProduct, ProductRun, RunReport } from '@akili/model';
import { readWorkingTree } from '@akili/repo';
import { readSelector, selectProducts, type RanProduct } from '@akili/runner';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { sourcesOf } from '../compile-repository.ts';
import { compileWhole } from '../compile-whole.ts';
import { openEnvironment, type WholeRepository } from '../open-environment.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { Stopped } from '../stopped.ts';
import { runInOrder } from './run-in-order.ts';

/** What `run` is asked for beside the selection. */
export interface RunOptions {
  /** `name`, `name+`, `+name`, each with `tenant/` before it or not; empty: everything. */
  readonly select: readonly string[];
  readonly fullRefresh: boolean;
  readonly failFast: boolean;
  /** False: connections only, whatever fixtures there are. */
  readonly fixtures: boolean;
  readonly lockTimeoutMs: number;
}

/** Undefined where a text is a selector of `run`. */
export function selectorProblem(text: string): string | undefined {
  return readSelector(text) === undefined
    ? `\`${text}\` names no product: write \`name\`, \`name+\` (with what reads it) or \`+name\` (with what it reads).`
    : undefined;
}

/** Runs products on an embedded environment, as its compute engine would. */
export async function run(host: OperationHost, selection: Selection, options: RunOptions): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  return await answerOrStopped(snapshot, async () => {
    const { whole } = await compileWhole(snapshot, selection, {}, host);
    const { environment } = whole;
    if (!environment.embedded) {
      const finding = runsElsewhere.at(environment.place, { environment: environment.name });
      throw new Stopped({ findings: [finding] }, exitCodes.failed);
    }
    const products = chosen(whole, selection, options);
    const scope = { tenants: [...new Set(products.map(({ tenant }) => tenant))] };
    const open = await openEnvironment(whole, { lockTimeoutMs: options.lockTimeoutMs, scope }, host);
    try {
      const ran = await runInOrder({ whole, open, products, options, host });
      const locate = createLocator(snapshot);
      const runs = ran.map(({ findings, ...rest }): ProductRun => {
        const diagnostics = findings.map((finding) => diagnosticOf(atProduct(finding, rest, whole), locate));
        return { ...rest, diagnostics };
      });
      const report: RunReport = { formatVersion: 1, environment: environment.name, summary: summaryOf(ran), runs };
      return { document: { kind: 'run', report }, exitCode: exitCodeOf(ran), sourceOf: sourcesOf(snapshot) };
    } finally {
      await open.close();
    }
  });
}

/** What was asked for, each product after what it reads. */
function chosen(
  { compilation }: WholeRepository,
  selection: Selection,
  { select }: RunOptions,
): readonly CompiledProduct[] {
  const inScope = compilation.products.filter(
    ({ tenant, name }) =>
      (selection.tenants.length === 0 || selection.tenants.includes(tenant)) &&
      (selection.products.length === 0 || selection.products.includes(name)),
  );
  const selectors = select.flatMap((text) => readSelector(text) ?? []);
  const { products, unmatched } = selectProducts(inScope, selectors);
  if (unmatched.length === 0) return products;
  // Without a suggestion: a near name could be another tenant's.
  const findings = unmatched.map((product) => unknownProduct.at(undefined, { product, suggestion: undefined }));
  throw new Stopped({ findings }, exitCodes.failed);
}

/** A finding of a run points at the product, or at the check that it is about. */
function atProduct(
  finding: RanProduct['findings'][number],
  run: Pick<ProductRun, 'tenant' | 'product'>,
  { collected }: WholeRepository,
): RanProduct['findings'][number] {
  if (finding.place !== undefined) return finding;
  const tenant = collected.repository.tenants.find(({ slug }) => slug === run.tenant);
  const product = tenant?.products.find(({ name }) => name === run.product);
  const about = /^`([a-z0-9_]+)`/.exec(finding.message)?.[1];
  const check = finding.code.startsWith('QLT') ? product?.checks.find(({ name }) => name === about) : undefined;
  const place = check?.place ?? (product === undefined ? undefined : { file: join(product.folder, 'product.yaml') });
  return place === undefined ? finding : { ...finding, place };
}

function summaryOf(ran: readonly RanProduct[]): RunReport['summary'] {
  const count = (status: RanProduct['status']): number => ran.filter((one) => one.status === status).length;
  return {
    promoted: count('promoted'),
    held: count('held'),
    failed: count('failed'),
    interrupted: count('interrupted'),
    skipped: count('skipped'),
  };
}

/**
 * 0 all published; 4 a check or a gate stood against a product; 1 a run failed and nothing was published, 7 when
 * something was; 130 interrupted. What was skipped counts by what it was skipped for.
 */
function exitCodeOf(ran: readonly RanProduct[]): ExitCode {
  const published = ran.some(({ status }) => status === 'promoted');
  return worstExitCode(
    ran.map(({ status, findings }) => {
      if (status === 'interrupted') return exitCodes.interrupted;
      if (status === 'failed') return published ? exitCodes.partlyApplied : exitCodes.failed;
      const isRefused = status === 'held' || findings.some(({ code }) => code === 'APL121' || code === 'APL125');
      return isRefused ? exitCodes.refused : exitCodes.ok;
    }),
  );
}
