import { tenantDoesNotRun, waitsForProduct, type Finding } from '@akili/diagnostics';
import type { CompiledProduct, CompiledTenant } from '@akili/model';
import { productKey, readsOf, runProduct, type RanProduct } from '@akili/runner';
import type { OpenEnvironment, WholeRepository } from '../open-environment.ts';
import type { OperationHost } from '../operation-host.ts';
import { findUnapplied } from './find-unapplied.ts';
import type { RunOptions } from './run.ts';
import { runWorlds } from './run-world-of.ts';

/** What running takes. */
export interface Running {
  readonly whole: WholeRepository;
  readonly open: OpenEnvironment;
  /** Each after what it reads. */
  readonly products: readonly CompiledProduct[];
  readonly options: RunOptions;
  readonly host: OperationHost;
}

/**
 * Runs products one after the other. One that is not published holds back what reads it, also through products that
 * were not asked for; the rest goes on, unless the first is to end everything.
 */
export async function runInOrder(running: Running): Promise<readonly RanProduct[]> {
  const { whole, products, options, host } = running;
  const tenants = new Map(whole.compilation.tenants.map((tenant) => [tenant.slug, tenant]));
  const unapplied = await findUnapplied(running);
  const worldOf = await runWorlds(running);
  const all = new Map(whole.compilation.products.map((product) => [productKey(product.tenant, product.name), product]));
  const stopped = new Map<string, string>();
  const ran: RanProduct[] = [];
  for (const product of products) {
    const key = productKey(product.tenant, product.name);
    const tenant = tenants.get(product.tenant) as CompiledTenant;
    const refusal = refusalOf(product, tenant, unapplied.get(key));
    const because = host.signal.aborted
      ? undefined
      : (stoppedBefore(product, all, stopped) ?? firstStopped(options, ran));
    if (host.signal.aborted) break;
    const one =
      refusal !== undefined
        ? skipped(product, refusal)
        : because !== undefined
          ? skipped(product, waitsForProduct.at(undefined, { because }, subjectOf(product)))
          : await runProduct(product, worldOf(tenant));
    if (one.status !== 'promoted') stopped.set(key, product.name);
    ran.push(one);
  }
  return ran;
}

function refusalOf(
  product: CompiledProduct,
  tenant: CompiledTenant,
  unapplied: Finding | undefined,
): Finding | undefined {
  if (tenant.status === 'active') return unapplied;
  return tenantDoesNotRun.at(undefined, { tenant: tenant.slug, status: tenant.status }, subjectOf(product));
}

/** The product upstream that was not published in this run. */
function stoppedBefore(
  product: CompiledProduct,
  all: ReadonlyMap<string, CompiledProduct>,
  stopped: ReadonlyMap<string, string>,
  seen = new Set<string>(),
): string | undefined {
  for (const key of readsOf(product)) {
    if (seen.has(key)) continue;
    seen.add(key);
    const upstream = all.get(key);
    const found = stopped.get(key) ?? (upstream && stoppedBefore(upstream, all, stopped, seen));
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstStopped({ failFast }: RunOptions, ran: readonly RanProduct[]): string | undefined {
  return failFast ? ran.find(({ status }) => status !== 'promoted')?.product : undefined;
}

function skipped(product: CompiledProduct, finding: Finding): RanProduct {
  const { tenant, namespace, name, version } = product;
  const nothing = { status: 'skipped' as const, loads: [], rows: null, checks: [], durationMs: 0 };
  return { tenant, namespace, product: name, version, ...nothing, findings: [finding] };
}

function subjectOf({ tenant, name }: CompiledProduct): { readonly tenant: string; readonly product: string } {
  return { tenant, product: name };
}
