import { tenantPrefix, type Environment } from '@akili/model';
import type { TenantIdentity } from '@akili/resource';
import { computeSettings } from './compute-settings.ts';

/** The file's name, wherever it lies. */
export const manifestFile = 'akili_manifest.json';

/** The bucket of the environment's object store; the seed's where akili.yaml names no other. */
export function manifestBucket({ engines }: Environment): string {
  const bucket = engines.objects?.settings['bucket'];
  return typeof bucket === 'string' ? bucket : 'akili-data';
}

/** Key within the bucket: inside the tenant's own prefix, beside its products. */
export function manifestKey(tenant: TenantIdentity): string {
  return `${tenantPrefix(tenant.id)}compute/${manifestFile}`;
}

/** What a manifest is called in plans: where it lies, in full. */
export function manifestName(environment: Environment, tenant: TenantIdentity): string {
  const { directory } = computeSettings(environment.engines.compute?.settings);
  return directory === undefined
    ? `${manifestBucket(environment)}/${manifestKey(tenant)}`
    : `${tenant.slug}/${manifestFile}`;
}
