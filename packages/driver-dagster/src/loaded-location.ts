import { EngineError, type TenantIdentity } from '@akili/resource';
import type { LocationSpec } from './location-spec.ts';
import { reasonOf, type GraphqlClient } from './graphql.ts';
import { locationQuery, type AssetNode, type LocationAnswer } from './queries.ts';
import { codeLocation } from './tenant-manifest.ts';

/** What Dagster has of a tenant's code location. */
export type LoadedLocation =
  | { readonly state: 'absent' }
  | { readonly state: 'broken'; readonly problem: string }
  | { readonly state: 'loaded'; readonly loaded: LocationSpec | undefined; readonly nodes: readonly AssetNode[] };

/** The asset by which the loader says what it loaded: no product has a key of two parts. */
export function manifestKeyPath(slug: string): readonly string[] {
  return [slug, 'akili_manifest'];
}

/** Reads a tenant's code location in one request. */
export async function readLocation(
  client: GraphqlClient,
  { slug }: TenantIdentity,
  signal?: AbortSignal,
): Promise<LoadedLocation> {
  const answer = await client.ask<LocationAnswer>(locationQuery, { name: codeLocation(slug) }, signal);
  refuseOldVersion(answer.version);
  const entry = answer.workspaceLocationEntryOrError;
  if (entry === null) return { state: 'absent' };
  if (entry.__typename !== 'WorkspaceLocationEntry') return { state: 'broken', problem: reasonOf(entry) };
  const location = entry.locationOrLoadError;
  if (location === undefined || location === null) return { state: 'broken', problem: 'it is still loading' };
  if (location.__typename !== 'RepositoryLocation') return { state: 'broken', problem: reasonOf(location) };
  const nodes = (location.repositories ?? []).flatMap(({ assetNodes }) => assetNodes);
  const path = manifestKeyPath(slug).join('/');
  const manifest = nodes.find(({ assetKey }) => assetKey.path.join('/') === path);
  const digest = manifest === undefined ? undefined : textOf(manifest, 'akili/manifest');
  return { state: 'loaded', loaded: digest === undefined ? undefined : { manifest: digest }, nodes };
}

/** A text among an asset's metadata. */
export function textOf({ metadataEntries }: Pick<AssetNode, 'metadataEntries'>, label: string): string | undefined {
  return metadataEntries.find((entry) => entry.label === label)?.text;
}

/** Freshness policies and the queries of this driver are there from 1.12 on. */
function refuseOldVersion(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 1 || (major === 1 && minor >= 12) || version.includes('dev')) return;
  throw new EngineError(`Dagster ${version} is too old: this driver needs 1.12 or newer.`);
}
