import { canonicalJson, type Json } from '@akili/model';
import { EngineError, notOurs, type Difference, type ResourceType } from '@akili/resource';
import type { ComputeSession } from './compute-session.ts';
import { kinds } from './kinds.ts';
import type { LocationSpec } from './location-spec.ts';
import { ownStep } from './own-step.ts';
import { reload } from './reload.ts';

type Request = { readonly op: 'reload'; readonly manifest: string } | { readonly op: 'release' };

/** A tenant's code location: that it has loaded the manifest which was delivered. */
export const locationType: ResourceType<LocationSpec, ComputeSession> = {
  kind: kinds.location,
  // After the manifest.
  rank: 81,
  expect: ({ spec }) => ({ manifest: spec.manifest }),
  diff(desired, observed): Difference | undefined {
    const draft = (summary: string, request: Request) => ({
      ...({ summary, risk: 'safe', credential: 'tenant' } as const),
      request: request as unknown as Json,
    });
    if (desired === undefined) {
      if (observed?.mark === undefined) return undefined;
      const steps = [draft(`empty code location ${observed.name}`, { op: 'release' })];
      return { op: 'delete', reason: 'no longer declared', before: observed.value, after: null, steps };
    }
    const after = locationType.expect(desired);
    const refused = notOurs(desired, observed, after);
    if (refused) return refused;
    if (observed !== undefined && canonicalJson(observed.value) === canonicalJson(after)) return undefined;
    const steps = [draft(`reload code location ${desired.name}`, { op: 'reload', manifest: desired.spec.manifest })];
    if (observed === undefined) return { op: 'create', reason: 'nothing loaded yet', before: null, after, steps };
    const problem = (observed.value as { readonly problem?: string }).problem;
    const reason = problem === undefined ? 'another manifest is loaded' : `it failed to load: ${problem}`;
    return { op: 'update', reason, before: observed.value, after, steps };
  },
  async run(session, step, signal) {
    const name = ownStep(session, step);
    signal.throwIfAborted();
    const request = step.request as unknown as Request;
    if (request.op === 'release') return await release(session, name);
    if (request.op !== 'reload') throw new Error(`${step.id} asks for something this driver does not know`);
    const location = await reload(session);
    if (location.state === 'broken') throw new EngineError(`\`${name}\` failed to load: ${location.problem}.`);
    const loaded = location.state === 'loaded' ? location.loaded?.manifest : undefined;
    if (loaded === request.manifest) return;
    const what = loaded === undefined ? 'found no manifest' : 'still has another manifest';
    throw new EngineError(
      `\`${name}\` was reloaded and ${what}: its AKILI_MANIFEST must name the delivered file, and \`dagster api grpc\` servers do not read again (serve it with \`dagster code-server start\`).`,
    );
  },
};

/** Without a manifest the loader defines nothing; what was materialized keeps its history in Dagster. */
async function release(session: ComputeSession, name: string): Promise<void> {
  await session.manifests.remove(session.tenant, new AbortController().signal);
  const location = await reload(session);
  if (location.state === 'loaded' && location.loaded !== undefined)
    throw new EngineError(`\`${name}\` was reloaded and still has a manifest.`);
}
