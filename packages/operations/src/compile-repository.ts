import { textOf } from '@akili/manifest';
import type { CompiledProduct, Snapshot } from '@akili/model';
import {
  checkSteps,
  compileSteps,
  needsTemplateParser,
  readRepository,
  withProducts,
  type CompiledHead,
  type CompileOptions,
  type Compiled,
  type Located,
  type ReadRepository,
  type Receiver,
} from '@akili/compiler';
import type { SourceOf } from '@akili/report';
import type { ControlFlow, Trees } from '@akili/sql';
import { buildId } from './build-id.ts';
import { cacheSecret } from './cache-secret.ts';
import { openCompilationCache } from './compilation-cache.ts';
import { cacheDirectory } from './local-folders.ts';
import type { OperationHost } from './operation-host.ts';
import { runSteps } from './run-steps.ts';
import { openTreeCache, type TreeCache } from './tree-cache.ts';
import { openTreeSource } from './tree-source.ts';

/** A snapshot, compiled. */
export interface CompiledRepository {
  readonly snapshot: Snapshot;
  readonly collected: ReadRepository;
  readonly compiled: Compiled;
}

/** The whole compiler in order: read, then step by step parse and compile. The same files are compiled once. */
export async function compileRepository(
  snapshot: Snapshot,
  options: CompileOptions,
  host: OperationHost,
): Promise<CompiledRepository> {
  const identity = cacheIdentity(host);
  const cache =
    identity === undefined ? undefined : openCompilationCache(cacheDirectory(host.root), identity, snapshot, options);
  const known = cache?.lookup();
  if (known !== undefined) {
    const collected = readRepository(snapshot, options, await controlFlowFor(snapshot));
    return { snapshot, collected, compiled: known };
  }
  const products: CompiledProduct[] = [];
  const { read, answer } = await compileEach(snapshot, options, (product) => void products.push(product), host);
  const compiled = withProducts(answer, products);
  cache?.save(compiled);
  return { snapshot, collected: read, compiled };
}

/** A repository that was read, and what came of it. */
export interface Carried<T> {
  readonly read: ReadRepository;
  readonly answer: T;
}

/** Compiles, and gives each product away: for documents that hold less of a product than its objects. */
export async function compileEach(
  snapshot: Snapshot,
  options: CompileOptions,
  take: (product: CompiledProduct) => void,
  host: OperationHost,
): Promise<Carried<CompiledHead>> {
  return await carryOut(snapshot, options, (read) => compileSteps(read, take), host);
}

/** Analyses the products that were chosen and gives each away; what is wrong is nobody's business here. */
export async function analyseRepository(
  snapshot: Snapshot,
  options: CompileOptions,
  analysed: NonNullable<Receiver['analysed']>,
  host: OperationHost,
): Promise<void> {
  const receiver: Receiver = { tenant: () => undefined, product: () => undefined, analysed };
  await carryOut(snapshot, options, (read) => checkSteps(read, receiver), host);
}

/** Finds everything that is wrong, and makes nothing else. */
export async function checkRepository(
  snapshot: Snapshot,
  options: CompileOptions,
  host: OperationHost,
): Promise<Carried<Located>> {
  return await carryOut(snapshot, options, (read) => checkSteps(read), host);
}

async function carryOut<T>(
  snapshot: Snapshot,
  options: CompileOptions,
  stepsOf: (read: ReadRepository) => Generator<readonly string[], T, Trees>,
  host: OperationHost,
): Promise<Carried<T>> {
  host.progress({ phase: 'compiling' });
  const read = readRepository(snapshot, options, await controlFlowFor(snapshot));
  const source = openTreeSource(treeCache(read, host));
  try {
    return { read, answer: await runSteps(stepsOf(read), source, host) };
  } finally {
    source.close();
  }
}

/** The texts of a snapshot, for the lines that findings point at. */
export function sourcesOf(snapshot: Snapshot): SourceOf {
  return (file) => textOf(snapshot, file);
}

/** The reader of templates with blocks, loaded only where a text has some. */
export async function controlFlowFor(snapshot: Snapshot): Promise<ControlFlow | undefined> {
  return needsTemplateParser(snapshot) ? (await import('@akili/sql/control-flow')).controlFlow : undefined;
}

/**
 * Products up to which trees are kept for the next run. A tree that was kept costs as much time to read as the
 * parser's answer does; what is saved is loading the parser, and that is soon less than writing all trees.
 */
const mostProductsCached = 200;

function treeCache({ repository }: ReadRepository, host: OperationHost): TreeCache | undefined {
  const products = repository.tenants.reduce((sum, tenant) => sum + tenant.products.length, 0);
  if (products > mostProductsCached) return undefined;
  const identity = cacheIdentity(host);
  return identity === undefined ? undefined : openTreeCache(cacheDirectory(host.root), identity);
}

/** What every key holds beside the content: the build and the user's secret. Undefined where nothing may be kept. */
function cacheIdentity(host: OperationHost): string | undefined {
  const secret = buildId === undefined ? undefined : cacheSecret(host.env);
  return secret === undefined ? undefined : `${buildId} ${secret}`;
}
