import type { Environment } from '@akili/model';
import { EngineError, platformSlug, type StateStore } from '@akili/resource';
import { openS3Objects, S3Store } from '@akili/store';
import { stateEngine } from './state-engine.ts';
import { reachedByPlatform, type StateStoreLogins } from './state-store.ts';
import { tenantCredentials } from './tenant-credentials.ts';

/** State in the bucket of the objects engine. */
export async function openS3Store(environment: Environment, logins: StateStoreLogins): Promise<StateStore> {
  const { settings, credentials } = stateEngine(environment, 'objects', 's3');
  const platform = await reachedByPlatform(logins, credentials, 'objects');
  const references = new Map(
    logins.tenants.map(({ slug, credentials: all, namedCredentials = all }) => [
      slug,
      tenantCredentials(environment, slug, namedCredentials),
    ]),
  );
  const known = logins.tenants.map(({ slug }) => slug);
  const { endpoint, region, bucket } = settings;
  return new S3Store({
    environment: environment.name,
    objects: async (slug) => {
      // Every tenant's login reads the platform's state.
      const own = slug === platformSlug ? (known[0] ?? platformSlug) : slug;
      const whose = platform ? platformSlug : own;
      const reference = whose === platformSlug ? credentials : references.get(whose)?.['objects'];
      if (reference === undefined || typeof bucket !== 'string')
        throw new EngineError(`environment ${environment.name} names no bucket or no credentials for its state`);
      const { accessKeyId = '', secretAccessKey = '' } = await logins.secrets.reveal(whose, reference, 'objects');
      return await openS3Objects({
        ...(typeof endpoint === 'string' ? { endpoint } : {}),
        ...(typeof region === 'string' ? { region } : {}),
        ...{ bucket, accessKeyId, secretAccessKey },
        giveToBucketOwner: settings['principals'] !== 'external',
      });
    },
    ...(platform ? {} : { known }),
  });
}
