import { exitCodes } from '@akili/diagnostics';
import type { Snapshot } from '@akili/model';
import { compileRepository } from './compile-repository.ts';
import type { WholeRepository } from './open-environment.ts';
import type { OperationHost } from './operation-host.ts';
import { repositoryExitCode } from './repository-exit-code.ts';
import { Stopped } from './stopped.ts';

/**
 * The whole repository as far as it can be compiled. Only an environment that is not there stops it; what is wrong with
 * tenants is neither said nor in the way.
 */
export async function compileDespiteErrors(
  snapshot: Snapshot,
  environment: string | undefined,
  host: OperationHost,
): Promise<WholeRepository> {
  const { collected, compiled } = await compileRepository(
    snapshot,
    environment === undefined ? {} : { environment },
    host,
  );
  const { platform } = collected.repository;
  if (collected.environment === undefined || platform.broken === true) {
    const diagnostics = compiled.diagnostics.filter(
      ({ tenant, file, severity }) =>
        tenant === undefined && file?.startsWith('tenants/') !== true && severity === 'error',
    );
    const exitCode = repositoryExitCode(diagnostics, { environment, tenants: [], products: [] });
    throw new Stopped({ diagnostics }, exitCode === exitCodes.ok ? exitCodes.repositoryErrors : exitCode);
  }
  return { snapshot, collected, compilation: compiled.compilation, environment: collected.environment };
}
