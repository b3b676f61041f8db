import { EngineError } from '@akili/resource';
import type { ComputeSession } from './compute-session.ts';
import { reasonOf } from './graphql.ts';
import { readLocation, type LoadedLocation } from './loaded-location.ts';
import { reloadMutation, type ReloadAnswer } from './queries.ts';
import { codeLocation } from './tenant-manifest.ts';

/**
 * Reloads the tenant's code location and answers what it holds then. Runs in flight keep their old code. Not aborted
 * once begun: a manifest that was written and not loaded would be half a step.
 */
export async function reload(session: ComputeSession): Promise<LoadedLocation> {
  const name = codeLocation(session.tenant.slug);
  const { reloadRepositoryLocation: answer } = await session.client.ask<ReloadAnswer>(reloadMutation, { name });
  if (answer.__typename === 'RepositoryLocationNotFound')
    throw new EngineError(
      `Dagster's workspace has no code location \`${name}\`: add it once, as docs/guides/dagster.md shows.`,
    );
  if (answer.__typename === 'ReloadNotSupported')
    throw new EngineError(
      `The code location \`${name}\` cannot be reloaded; serve it with \`dagster code-server start\`.`,
    );
  if (answer.__typename !== 'WorkspaceLocationEntry')
    throw new EngineError(`Dagster did not reload \`${name}\`: ${reasonOf(answer)}.`);
  if (answer.locationOrLoadError?.__typename === 'PythonError')
    throw new EngineError(`\`${name}\` failed to load: ${reasonOf(answer.locationOrLoadError)}.`);
  return await readLocation(session.client, session.tenant);
}
