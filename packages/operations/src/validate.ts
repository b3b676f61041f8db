import { readWorkingTree } from '@akili/repo';
import type { Answer } from './answer.ts';
import { compileOptions } from './compile-options.ts';
import { checkRepository, sourcesOf } from './compile-repository.ts';
import type { OperationHost } from './operation-host.ts';
import { repositoryExitCode } from './repository-exit-code.ts';
import { chosenCounts } from './chosen-counts.ts';
import type { Selection } from './selection.ts';
import { summarise } from './summarise.ts';

/** Checks the repository: everything that can be known without reaching an engine. */
export async function validate(host: OperationHost, selection: Selection): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  const { read, answer } = await checkRepository(snapshot, compileOptions(selection), host);
  const { tenants, products } = chosenCounts(read.repository, selection);
  const { diagnostics } = answer;
  return {
    document: { kind: 'validation', diagnostics, summary: summarise(diagnostics, tenants, products) },
    exitCode: repositoryExitCode(diagnostics, selection),
    sourceOf: sourcesOf(snapshot),
  };
}
