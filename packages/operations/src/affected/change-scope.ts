import { readRepository } from '@akili/compiler';
import { exitCodes, type ExitCode, type Finding } from '@akili/diagnostics';
import { changedFiles, readWorkingTree } from '@akili/repo';
import { controlFlowFor } from '../compile-repository.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { affectedTenants, type AffectedTenant } from './affected.ts';
import { touchedBy } from './affected-tenants.ts';
import { matrixOf, type MatrixJob } from './matrix.ts';

/** Whom a change concerns, as jobs of a workflow need it. */
export interface ChangeScope {
  /** Name of the environment: the one that was chosen, or the default of akili.yaml. */
  readonly environment: string;
  /** All of them, those whose folders are gone too. */
  readonly affected: readonly AffectedTenant[];
  /** Slugs of the declared ones. */
  readonly tenants: readonly string[];
  readonly matrix: readonly MatrixJob[];
}

/**
 * The tenants that a change since `base` affects, with the jobs they get; without a base every tenant. `selection.tenants`
 * narrows it. A finding where git does not know the base.
 */
export async function changeScope(
  host: OperationHost,
  selection: Selection,
  base: string | undefined,
): Promise<ChangeScope | { readonly finding: Finding; readonly exitCode: ExitCode }> {
  const snapshot = readWorkingTree(host.root);
  const changed = base === undefined ? undefined : await changedFiles(host.root, base);
  if (changed !== undefined && 'finding' in changed) return { finding: changed.finding, exitCode: exitCodes.failed };
  const { repository } = readRepository(snapshot, {}, await controlFlowFor(snapshot));
  const touched = changed === undefined ? { everyone: true as const, because: '' } : touchedBy(changed.paths);
  const affected = affectedTenants(touched, repository.tenants).filter(
    ({ tenant }) => selection.tenants.length === 0 || selection.tenants.includes(tenant),
  );
  const tenants = affected.filter(({ declared }) => declared).map(({ tenant }) => tenant);
  const environment = selection.environment ?? repository.platform.defaultEnvironment;
  return { environment, affected, tenants, matrix: matrixOf(tenants, repository.tenants.length, environment) };
}
