import type { Finding } from '@akili/diagnostics';
import { readManifests } from '@akili/manifest';
import type { Environment, Repository, Snapshot, SourceFile } from '@akili/model';
import type { ControlFlow } from '@akili/sql';
import { bind } from './bind/bind.ts';
import { choose } from './choose.ts';
import type { CompileOptions } from './compile-options.ts';
import { findingsInScope } from './findings-in-scope.ts';

/** A repository whose manifests are read and bound. Nothing of its SQL is looked at yet. */
export interface ReadRepository {
  readonly options: CompileOptions;
  readonly snapshot: Snapshot;
  /** The whole repository, every tenant of it. */
  readonly repository: Repository;
  /** The environment that was chosen; undefined when there is none of that name (a finding says so). */
  readonly environment: Environment | undefined;
  /** Reading, binding, and the choice of environment, tenants and products. Rules run later. */
  readonly findings: readonly Finding[];
  /** What reads templates with blocks; undefined where no text has any. */
  readonly controlFlow: ControlFlow | undefined;
}

/**
 * Reads and binds the manifests of a repository. Findings about tenants that were not asked for are left out, so that
 * their names stay invisible. `controlFlow` is needed when a text has blocks or filters: see `needsTemplateParser`.
 */
export function readRepository(
  snapshot: Snapshot,
  options: CompileOptions = {},
  controlFlow?: ControlFlow,
): ReadRepository {
  const manifests = readManifests(sortedByPath(snapshot));
  const bound = bind(manifests.tree);
  const repository = bound.value;
  const { environment, findings } = choose(repository, options, bound.findings);
  const all = [...snapshot.findings, ...manifests.findings, ...bound.findings, ...findings];
  return { options, snapshot, repository, environment, findings: findingsInScope(all, options), controlFlow };
}

/** A snapshot is sorted by contract; one that is not must give the same bytes all the same. */
function sortedByPath(snapshot: Snapshot): Snapshot {
  const isSorted = snapshot.files.every((file, at, all) => at === 0 || (all[at - 1] as SourceFile).path < file.path);
  if (isSorted) return snapshot;
  return { ...snapshot, files: snapshot.files.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)) };
}
