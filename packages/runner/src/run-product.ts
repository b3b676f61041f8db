import { checkHoldsBack, checkWarns, productRunFailed, runInterrupted, type Finding } from '@akili/diagnostics';
import { refreshStatements } from '@akili/driver-duckdb';
import type { CheckResult, CompiledProduct, InputLoad, ProductRun, RunRecord } from '@akili/model';
import { EngineError, specDigest } from '@akili/resource';
import { announce } from './announce.ts';
import { brokenContract, buildProduct, publishProduct, runChecks } from './build-product.ts';
import { gates, outcomeWords } from './judge-check.ts';
import { LoadError, loadInputs } from './load-inputs.ts';
import type { RunWorld } from './run-world.ts';
import { hasLookup, serveLookup } from './serve-lookup.ts';

/** What came of a product, with findings that have no place yet. */
export type RanProduct = Omit<ProductRun, 'diagnostics'> & { readonly findings: readonly Finding[] };

/** What a run knows so far. */
interface Progressing {
  phase: string;
  readonly loads: InputLoad[];
  readonly inputs: RunRecord['inputs'][number][];
  rows: number | null;
  checks: readonly CheckResult[];
  lookupRows: number | undefined;
}

/**
 * Runs one product: load, build beside the published table, check, publish in one transaction unless a critical check
 * stands against it, serve, announce, record. Killed or interrupted at any point it leaves what was published before,
 * or after. Failures of the outside world are findings.
 */
export async function runProduct(product: CompiledProduct, world: RunWorld): Promise<RanProduct> {
  const started = world.now();
  const run = world.newRun();
  const soFar: Progressing = {
    phase: 'starting',
    loads: [],
    inputs: [],
    rows: null,
    checks: [],
    lookupRows: undefined,
  };
  const { status, findings } = await attempt(product, run, soFar, world);
  const { tenant, namespace, name, version } = product;
  const ended = world.now();
  const message = findings.find(({ severity }) => severity === 'error')?.message;
  await world.runs.append({
    ...{ formatVersion: 1, run, tenant, product: name, version },
    ...{ startedAt: started.toISOString(), endedAt: ended.toISOString(), status },
    ...{ inputs: soFar.inputs, rows: soFar.rows, checks: soFar.checks },
    ...(message === undefined ? {} : { message }),
  });
  return {
    ...{ tenant, namespace, product: name, version, status, run, loads: soFar.loads, rows: soFar.rows },
    ...(soFar.lookupRows === undefined ? {} : { lookupRows: soFar.lookupRows }),
    ...{ checks: soFar.checks, durationMs: ended.getTime() - started.getTime(), findings },
  };
}

type Outcome = { readonly status: RunRecord['status']; readonly findings: readonly Finding[] };

async function attempt(product: CompiledProduct, run: string, soFar: Progressing, world: RunWorld): Promise<Outcome> {
  const subject = { tenant: product.tenant, product: product.name };
  try {
    return await steps(product, run, soFar, world);
  } catch (error) {
    if (world.signal.aborted) {
      return { status: 'interrupted', findings: [runInterrupted.at(undefined, { phase: soFar.phase }, subject)] };
    }
    if (error instanceof LoadError) return { status: 'failed', findings: [error.finding] };
    if (!(error instanceof EngineError) && !isFileFailure(error)) throw error;
    const phase = `${soFar.phase[0]?.toUpperCase()}${soFar.phase.slice(1)}`;
    const problem = (error as Error).message;
    return { status: 'failed', findings: [productRunFailed.at(undefined, { phase, problem }, subject)] };
  }
}

async function steps(product: CompiledProduct, run: string, soFar: Progressing, world: RunWorld): Promise<Outcome> {
  const { signal } = world;
  const subject = { tenant: product.tenant, product: product.name };
  const enter = (phase: string): void => {
    signal.throwIfAborted();
    soFar.phase = phase;
    world.progress(`${product.tenant}/${product.name}: ${phase}`);
  };
  enter('opening the catalog');
  const database = await (await world.analytics()).database();
  enter('loading the inputs');
  await loadInputs(database, product, world, (load, definition) => {
    soFar.loads.push(load);
    const { name, rows, cursor } = load;
    soFar.inputs.push({ name, rows, ...(cursor === undefined ? {} : { cursor }), definition });
  });
  enter('building the product');
  const rows = await buildProduct(database, product, signal);
  soFar.rows = rows;
  enter('running the checks');
  const checks = await runChecks(database, product, signal);
  soFar.checks = checks;
  const findings = checks.flatMap((result) => {
    if (result.verdict === 'passed') return [];
    const says = result.severity === 'critical' ? checkHoldsBack : checkWarns;
    return [says.at(undefined, { check: result.check, outcome: outcomeWords(result) }, subject)];
  });
  const announced = { run, checks, rows };
  if (checks.some(gates)) {
    enter('announcing the outcome');
    announce(world.events, product, { ...announced, promoted: false, at: world.now().toISOString() });
    return { status: 'held', findings };
  }
  enter('comparing the product with its contract');
  const broken = await brokenContract(database, product, signal);
  if (broken.length > 0) throw new EngineError(`${broken.join('; ')}. Nothing was published.`);
  enter('publishing the product');
  const refresh = world.refreshOf(product);
  const statements = refresh === undefined ? [] : refreshStatements(refresh, specDigest(refresh));
  await publishProduct(database, product, statements, signal);
  if (hasLookup(product)) {
    enter('filling the lookup table');
    const session = await world.lookup();
    soFar.lookupRows = await serveLookup(database, session, world.events.tenant, product, rows, signal);
  }
  enter('announcing the outcome');
  announce(world.events, product, { ...announced, promoted: true, at: world.now().toISOString() });
  return { status: 'promoted', findings };
}

/** A failure of the file system (a full disk) is one of the world too. */
function isFileFailure(error: unknown): boolean {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';
}
