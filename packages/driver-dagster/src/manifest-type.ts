import { canonicalJson, type Json } from '@akili/model';
import { notOurs, specDigest, type Difference, type ResourceType, type Step } from '@akili/resource';
import type { JsonObject } from './asset-entry.ts';
import type { ComputeSession } from './compute-session.ts';
import { kinds } from './kinds.ts';
import { deliveredText, manifestText, readDelivered } from './manifest-text.ts';
import { ownStep } from './own-step.ts';

type Request =
  | {
      readonly op: 'write';
      readonly mark: { readonly tenantId: string; readonly digest: string };
      readonly manifest: JsonObject;
    }
  | { readonly op: 'remove' };

/** The file of a tenant's manifest, compared byte by byte. */
export const manifestType: ResourceType<JsonObject, ComputeSession> = {
  kind: kinds.manifest,
  rank: 80,
  expect: (desired) => deliveredValue(deliveredText(desired)),
  diff(desired, observed): Difference | undefined {
    // The policy of a tenant that does not run lets its own keys write nothing any more.
    const stands = (desired?.spec['tenant'] as { readonly active?: boolean } | undefined)?.active !== false;
    const draft = (summary: string, request: Request) => ({
      ...({ summary, risk: 'safe', credential: stands ? 'tenant' : 'platform' } as const),
      request: request as unknown as Json,
    });
    if (desired === undefined) {
      if (observed?.mark === undefined) return undefined;
      const steps = [draft(`remove manifest ${observed.name}`, { op: 'remove' })];
      return { op: 'delete', reason: 'no longer declared', before: observed.value, after: null, steps };
    }
    const after = manifestType.expect(desired);
    const refused = notOurs(desired, observed, after);
    if (refused) return refused;
    if (observed !== undefined && canonicalJson(observed.value) === canonicalJson(after)) return undefined;
    const mark = { tenantId: desired.tenant.id, digest: specDigest(desired) };
    const steps = [draft(`deliver manifest ${desired.name}`, { op: 'write', mark, manifest: desired.spec })];
    if (observed === undefined) return { op: 'create', reason: 'not there yet', before: null, after, steps };
    const edited = observed.mark?.digest === mark.digest;
    const reason = edited ? 'the file is not what was delivered' : 'the manifest changed';
    return { op: 'update', reason, before: observed.value, after, steps };
  },
  async run(session: ComputeSession, step: Step, signal: AbortSignal): Promise<void> {
    ownStep(session, step);
    signal.throwIfAborted();
    const request = step.request as unknown as Request;
    if (request.op === 'remove') return await session.manifests.remove(session.tenant, signal);
    if (request.op !== 'write') throw new Error(`${step.id} asks for something this driver does not know`);
    await session.manifests.write(session.tenant, manifestText(request.manifest, request.mark), signal);
  },
};

/** What the inventory reports of a delivered file. */
export function deliveredValue(text: string): Json {
  const { file, manifest } = readDelivered(text);
  const assets = manifest?.['assets'];
  return { file, products: Array.isArray(assets) ? assets.length : null };
}
