import type { Finding } from '@akili/diagnostics';
import { readManifests } from '@akili/manifest';
import type { Snapshot, SourceFile } from '@akili/model';
import type { ControlFlow } from '@akili/sql';
import { bind } from './bind/bind.ts';
import { choose, isChosen } from './choose.ts';
import type { Collected } from './collected.ts';
import type { CompileOptions } from './compile-options.ts';
import { findingsInScope } from './findings-in-scope.ts';
import { renderTexts } from './render-texts.ts';

/**
 * Reads, binds and renders the templates of a repository, and says which texts must be parsed before `compile`.
 * Findings about tenants that were not asked for are left out, so that their names stay invisible. `controlFlow`
 * is needed when a text has blocks or filters: see `needsTemplateParser`.
 */
export function collect(snapshot: Snapshot, options: CompileOptions = {}, controlFlow?: ControlFlow): Collected {
  const manifests = readManifests(sortedByPath(snapshot));
  const bound = bind(manifests.tree);
  const repository = bound.value;
  const { environment, findings } = choose(repository, options, bound.findings);
  const texts = new Set<string>();
  const said: Finding[] = [];
  for (const tenant of repository.tenants) {
    if (!isChosen(options, tenant.slug)) continue;
    const { rendered, findings: more } = renderTexts([tenant], environment, controlFlow);
    for (const one of rendered.values()) texts.add(one.sql);
    said.push(...more);
  }
  return {
    options,
    snapshot,
    repository,
    environment,
    findings: findingsInScope(
      [...snapshot.findings, ...manifests.findings, ...bound.findings, ...findings, ...said],
      options,
    ),
    controlFlow,
    texts: [...texts].sort(),
  };
}

/** A snapshot is sorted by contract; one that is not must give the same bytes all the same. */
function sortedByPath(snapshot: Snapshot): Snapshot {
  const isSorted = snapshot.files.every((file, at, all) => at === 0 || (all[at - 1] as SourceFile).path < file.path);
  if (isSorted) return snapshot;
  return { ...snapshot, files: snapshot.files.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)) };
}
