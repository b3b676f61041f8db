import type { CompiledProduct } from '@akili/model';
import { readWorkingTree } from '@akili/repo';
import { PackedList } from '@akili/report';
import type { Answer } from './answer.ts';
import { compileOptions } from './compile-options.ts';
import { compileEach, sourcesOf } from './compile-repository.ts';
import type { OperationHost } from './operation-host.ts';
import { repositoryExitCode } from './repository-exit-code.ts';
import type { Selection } from './selection.ts';
import { verifyCompilation } from './verify-compilation.ts';

/** What `compile` is asked for beside the selection. */
export interface CompileChoices {
  readonly targets: 'environment' | 'all';
  /** Have every text read a second time, by the engines and by parsers that are not ours. */
  readonly verify: boolean;
}

/** Compiles the repository into the document that everything else starts from. */
export async function compile(host: OperationHost, selection: Selection, options: CompileChoices): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  const products = new PackedList<CompiledProduct>();
  const take = (product: CompiledProduct): void => products.add(product);
  const { answer } = await compileEach(snapshot, compileOptions(selection, options.targets), take, host);
  const second = options.verify ? await verifyCompilation(snapshot, selection, host) : [];
  const diagnostics = [...answer.diagnostics, ...second];
  const compilation = { ...answer.compilation, products, diagnostics };
  return {
    document: { kind: 'compilation', compilation, withSql: compilation.products.length === 1 },
    exitCode: repositoryExitCode(diagnostics, selection),
    sourceOf: sourcesOf(snapshot),
  };
}
