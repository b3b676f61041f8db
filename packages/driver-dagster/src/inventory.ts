import { addressOf, type Observed, type TenantIdentity } from '@akili/resource';
import type { Environment } from '@akili/model';
import { assetMark } from './asset-spec.ts';
import type { ComputeSession } from './compute-session.ts';
import { kinds } from './kinds.ts';
import { locationMark } from './location-spec.ts';
import { manifestKeyPath, readLocation, textOf, type LoadedLocation } from './loaded-location.ts';
import { manifestName } from './manifest-place.ts';
import { readDelivered } from './manifest-text.ts';
import { deliveredValue } from './manifest-type.ts';
import type { AssetNode } from './queries.ts';
import { codeLocation } from './tenant-manifest.ts';

/** Everything of a tenant: one question to Dagster, one to where the manifest lies. */
export async function readInventory(
  session: ComputeSession,
  environment: Environment,
  signal: AbortSignal,
): Promise<readonly Observed[]> {
  const { tenant } = session;
  const [text, location] = await Promise.all([
    session.manifests.read(tenant, signal),
    readLocation(session.client, tenant, signal),
  ]);
  return [
    ...(text === undefined ? [] : [observedManifest(environment, tenant, text)]),
    ...observedLocation(tenant, location),
    ...(location.state === 'loaded' ? location.nodes.flatMap((node) => observedAsset(tenant, node)) : []),
  ];
}

function observedManifest(environment: Environment, tenant: TenantIdentity, text: string): Observed {
  const name = manifestName(environment, tenant);
  const address = addressOf(tenant.slug, kinds.manifest, name);
  return { address, kind: kinds.manifest, name, value: deliveredValue(text), mark: readDelivered(text).mark };
}

/** A location that is not in the workspace, or has no manifest yet, is not there. */
function observedLocation(tenant: TenantIdentity, location: LoadedLocation): readonly Observed[] {
  const name = codeLocation(tenant.slug);
  const common = { address: addressOf(tenant.slug, kinds.location, name), kind: kinds.location, name };
  if (location.state === 'broken') {
    const value = { manifest: null, problem: location.problem };
    return [{ ...common, value, mark: { tenantId: tenant.id, digest: '' } }];
  }
  if (location.state === 'absent' || location.loaded === undefined) return [];
  const path = manifestKeyPath(tenant.slug).join('/');
  const node = location.nodes.find(({ assetKey }) => assetKey.path.join('/') === path);
  const owner = node === undefined ? undefined : textOf(node, 'akili/tenant');
  const mark = owner === undefined ? undefined : locationMark(owner, name, location.loaded);
  return [{ ...common, value: { manifest: location.loaded.manifest }, mark }];
}

/** Products, and what somebody else defined in the location. Raw inputs come and go with their product. */
function observedAsset(tenant: TenantIdentity, node: AssetNode): readonly Observed[] {
  const { path } = node.assetKey;
  if (textOf(node, 'akili/input') !== undefined || path.join('/') === manifestKeyPath(tenant.slug).join('/')) return [];
  const ours = path[0] === tenant.slug && path.length === 3;
  const name = ours ? path.slice(1).join('.') : path.join('/');
  const common = { address: addressOf(tenant.slug, kinds.asset, name), kind: kinds.asset, name };
  const owner = textOf(node, 'akili/tenant');
  const problem = textOf(node, 'akili/problem');
  const value = {
    version: textOf(node, 'akili/version') ?? null,
    schedule: textOf(node, 'akili/schedule') ?? null,
    digest: textOf(node, 'akili/digest') ?? null,
  };
  const mark = owner === undefined || !ours ? undefined : assetMark(owner, name, value);
  return [{ ...common, value: problem === undefined ? value : { ...value, problem }, mark }];
}
