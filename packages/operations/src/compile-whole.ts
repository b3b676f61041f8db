import type { CompileOptions } from '@akili/compiler';
import { exitCodes, hasErrors, type Diagnostic } from '@akili/diagnostics';
import type { Snapshot } from '@akili/model';
import { chosenCounts } from './chosen-counts.ts';
import { compileOptions } from './compile-options.ts';
import { compileRepository } from './compile-repository.ts';
import type { WholeRepository } from './open-environment.ts';
import type { OperationHost } from './operation-host.ts';
import { repositoryExitCode } from './repository-exit-code.ts';
import type { Selection } from './selection.ts';
import { Stopped } from './stopped.ts';

/** The whole repository, and what there is to say about the part that was selected. */
export interface CompiledWhole {
  readonly whole: WholeRepository;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles what was selected and ends the operation where that has errors; then the rest of the repository, since names
 * are proved injective over all of it. Errors of others neither stop nor appear.
 */
export async function compileWhole(
  snapshot: Snapshot,
  selection: Selection,
  options: Pick<CompileOptions, 'targets' | 'base'>,
  host: OperationHost,
): Promise<CompiledWhole> {
  const selected = await compileRepository(snapshot, { ...compileOptions(selection), ...options }, host);
  const { diagnostics } = selected.compiled;
  if (hasErrors(diagnostics)) {
    const counts = chosenCounts(selected.collected.repository, selection);
    throw new Stopped({ diagnostics, counts }, repositoryExitCode(diagnostics, selection));
  }
  const isAll = selection.tenants.length === 0 && selection.products.length === 0;
  const everything = { ...selection, tenants: [], products: [] };
  const all = isAll ? selected : await compileRepository(snapshot, { ...compileOptions(everything), ...options }, host);
  const { environment } = all.collected;
  if (environment === undefined) throw new Stopped({ diagnostics }, exitCodes.repositoryErrors);
  return {
    whole: { snapshot, collected: all.collected, compilation: all.compiled.compilation, environment },
    diagnostics,
  };
}
