import type { Snapshot } from '@akili/model';
import {
  collect,
  compile,
  needsTemplateParser,
  type Collected,
  type CompileOptions,
  type Compiled,
} from '@akili/compiler';
import type { SourceOf } from '@akili/report';
import type { ControlFlow, Trees } from '@akili/sql';
import { buildId } from './build-id.ts';
import { cacheSecret } from './cache-secret.ts';
import { cacheDirectory } from './local-folders.ts';
import type { OperationHost } from './operation-host.ts';
import { parseTexts } from './parse-texts.ts';
import { openTreeCache, type TreeCache } from './tree-cache.ts';

/** A snapshot, compiled. */
export interface CompiledRepository {
  readonly snapshot: Snapshot;
  readonly collected: Collected;
  readonly compiled: Compiled;
}

/** The whole compiler in order: collect, parse in batches, compile. The parser is loaded only for texts it never saw. */
export async function compileRepository(
  snapshot: Snapshot,
  options: CompileOptions,
  host: OperationHost,
): Promise<CompiledRepository> {
  host.progress({ phase: 'compiling' });
  const collected = collect(snapshot, options, await controlFlowFor(snapshot));
  const trees = await treesFor(collected, host);
  host.progress({ phase: 'compiling' });
  return { snapshot, collected, compiled: compile(collected, trees) };
}

/** The texts of a snapshot, for the lines that findings point at. */
export function sourcesOf(snapshot: Snapshot): SourceOf {
  let texts: ReadonlyMap<string, string> | undefined;
  return (file) => (texts ??= new Map(snapshot.files.map(({ path, text }) => [path, text]))).get(file);
}

/** The reader of templates with blocks, loaded only where a text has some. */
export async function controlFlowFor(snapshot: Snapshot): Promise<ControlFlow | undefined> {
  return needsTemplateParser(snapshot) ? (await import('@akili/sql/control-flow')).controlFlow : undefined;
}

async function treesFor(collected: Collected, host: OperationHost): Promise<Trees> {
  return await parseTexts(collected.texts, treeCache(host), host);
}

function treeCache(host: OperationHost): TreeCache | undefined {
  const secret = buildId === undefined ? undefined : cacheSecret(host.env);
  return secret === undefined ? undefined : openTreeCache(cacheDirectory(host.root), `${buildId} ${secret}`);
}
