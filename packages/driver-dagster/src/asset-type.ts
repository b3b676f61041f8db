import { canonicalJson, digestOf, type Json } from '@akili/model';
import { EngineError, notOurs, specDigest, type Difference, type ResourceType } from '@akili/resource';
import type { JsonObject } from './asset-entry.ts';
import type { AssetSpec } from './asset-spec.ts';
import type { ComputeSession } from './compute-session.ts';
import { kinds } from './kinds.ts';
import { manifestText, readDelivered } from './manifest-text.ts';
import { ownStep } from './own-step.ts';
import { textOf } from './loaded-location.ts';
import { assetQuery, type AssetAnswer } from './queries.ts';
import { reload } from './reload.ts';
import { codeLocation } from './tenant-manifest.ts';

type Request = { readonly op: 'verify'; readonly digest: string } | { readonly op: 'withdraw' };

/**
 * A product in Dagster. It comes and changes with the manifest; its own step sees that Dagster shows the asset as
 * declared, since a product that fails to load is set aside there without failing the others.
 */
export const assetType: ResourceType<AssetSpec, ComputeSession> = {
  kind: kinds.asset,
  // After the location.
  rank: 82,
  expect: ({ spec }) => ({ ...spec }),
  diff(desired, observed): Difference | undefined {
    const draft = (summary: string, request: Request) => ({
      ...({ summary, risk: 'safe', credential: 'tenant' } as const),
      request: request as unknown as Json,
    });
    if (desired === undefined) {
      if (observed?.mark === undefined) return undefined;
      const steps = [draft(`withdraw asset ${observed.name}`, { op: 'withdraw' })];
      return { op: 'delete', reason: 'no longer declared', before: observed.value, after: null, steps };
    }
    const after = assetType.expect(desired);
    const refused = notOurs(desired, observed, after);
    if (refused) return refused;
    const steps = [draft(`verify asset ${desired.name}`, { op: 'verify', digest: desired.spec.digest })];
    if (observed === undefined) return { op: 'create', reason: 'not there yet', before: null, after, steps };
    if (canonicalJson(observed.value) === canonicalJson(after) && observed.mark?.digest === specDigest(desired))
      return undefined;
    return { op: 'update', reason: reasonOf(observed.value, after), before: observed.value, after, steps };
  },
  async run(session, step, signal) {
    const [namespace = '', product = ''] = ownStep(session, step).split('.');
    signal.throwIfAborted();
    const key = [session.tenant.slug, namespace, product];
    const request = step.request as unknown as Request;
    if (request.op === 'withdraw') return await withdraw(session, key);
    if (request.op !== 'verify') throw new Error(`${step.id} asks for something this driver does not know`);
    const shown = await readAsset(session, key, signal);
    const problem = shown && textOf(shown, 'akili/problem');
    if (problem !== undefined) throw new EngineError(`Dagster set the product aside: ${problem}`);
    if (shown === undefined) throw new EngineError('Dagster does not show the asset after the reload.');
    if (textOf(shown, 'akili/digest') !== request.digest)
      throw new EngineError('Dagster shows another declaration of the asset than the one that was delivered.');
  },
};

function reasonOf(before: Json, after: Json): string {
  const [old, next] = [before, after] as unknown as readonly { readonly [key: string]: Json }[];
  const problem = old?.['problem'];
  if (typeof problem === 'string') return `Dagster set it aside: ${problem}`;
  const changed = (['version', 'schedule'] as const).filter((name) => old?.[name] !== next?.[name]);
  const words = changed.map((name) => `${name} ${String(old?.[name])} -> ${String(next?.[name])}`);
  return words.length === 0 ? 'its declaration changed' : `changed: ${words.join(', ')}`;
}

async function readAsset(session: ComputeSession, path: readonly string[], signal?: AbortSignal) {
  const { assetNodeOrError: node } = await session.client.ask<AssetAnswer>(assetQuery, { key: { path } }, signal);
  if (node.__typename !== 'AssetNode' || node.repository?.location.name !== codeLocation(session.tenant.slug))
    return undefined;
  return { metadataEntries: node.metadataEntries ?? [] };
}

/** Takes one product out of the delivered manifest where it still stands there. Nothing that it made is touched. */
async function withdraw(session: ComputeSession, key: readonly string[]): Promise<void> {
  // Once begun it ends: the signal was asked before.
  const { signal } = new AbortController();
  const text = await session.manifests.read(session.tenant, signal);
  const delivered = text === undefined ? undefined : readDelivered(text);
  const assets = (delivered?.manifest?.['assets'] ?? []) as readonly JsonObject[];
  const left = assets.filter((entry) => canonicalJson(entry['key']) !== canonicalJson(key));
  if (
    delivered?.manifest !== undefined &&
    delivered.mark?.tenantId === session.tenant.id &&
    left.length < assets.length
  ) {
    const manifest = { ...delivered.manifest, assets: left };
    const mark = { tenantId: session.tenant.id, digest: digestOf(manifest) };
    await session.manifests.write(session.tenant, manifestText(manifest, mark), signal);
  } else if ((await readAsset(session, key)) === undefined) return;
  await reload(session);
  if ((await readAsset(session, key)) !== undefined)
    throw new EngineError('Dagster still shows the asset after the reload.');
}
