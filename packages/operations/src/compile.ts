import { readWorkingTree } from '@akili/repo';
import type { Answer } from './answer.ts';
import { compileOptions } from './compile-options.ts';
import { compileRepository, sourcesOf } from './compile-repository.ts';
import type { OperationHost } from './operation-host.ts';
import { repositoryExitCode } from './repository-exit-code.ts';
import type { Selection } from './selection.ts';

/** Compiles the repository into the document that everything else starts from. */
export async function compile(
  host: OperationHost,
  selection: Selection,
  options: { readonly targets: 'environment' | 'all' },
): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  const { compiled } = await compileRepository(snapshot, compileOptions(selection, options.targets), host);
  const { compilation } = compiled;
  return {
    document: { kind: 'compilation', compilation, withSql: compilation.products.length === 1 },
    exitCode: repositoryExitCode(compiled.diagnostics, selection),
    sourceOf: sourcesOf(snapshot),
  };
}
