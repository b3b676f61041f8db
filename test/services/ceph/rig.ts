import type { CompiledProduct, CompiledTenant, Environment, Json } from '@akili/model';
import { environmentPrefix } from '@akili/model';
import { platformSlug, type DriverContext, type LoginCredential, type LowerInput } from '@akili/resource';
import { acmeCorp, globexInc } from '@akili/testkit';
import type { CephAccess, CephKeys } from '../ceph.ts';

/** Which versions of the tenants' secrets there are: what `logins` of a test says is in use. */
export interface CephRig {
  readonly environment: Environment;
  readonly context: DriverContext;
  keysOf(slug: string, version: string): CephKeys;
  input(
    tenants: readonly CompiledTenant[],
    products: readonly CompiledProduct[],
    logins?: { readonly [slug: string]: Partial<LoginCredential> },
  ): LowerInput;
}

export interface RigOptions {
  readonly settings?: { readonly [key: string]: Json };
  /** The version that sessions of tenants log in with. */
  readonly inUse?: string;
  readonly context?: Partial<DriverContext>;
  readonly tenants?: readonly CompiledTenant[];
  readonly state?: Environment['state'];
}

export const platformReference = 'env:AKILI_PLATFORM__OBJECTS';

/** An environment on a real gateway, whose secrets the test makes up. */
export function cephRig(access: CephAccess, options: RigOptions = {}): CephRig {
  const { inUse = '0', tenants = [acmeCorp, globexInc] } = options;
  const place = { file: 'akili.yaml' };
  const settings = { endpoint: access.endpoint, bucket: 'akili-data', ...options.settings };
  const binding = { role: 'objects', driver: 's3', settings, credentials: platformReference, place } as const;
  const environment: Environment = {
    ...{ name: 'production', embedded: false, engines: { objects: binding } },
    ...{ state: options.state ?? { store: 'directory' }, vars: {}, place },
  };
  const keysOf = (slug: string, version: string): CephKeys => ({
    accessKeyId: `AK-${slug}-${version}`,
    secretAccessKey: `secret/of+${slug}=${version}`,
  });
  const context: DriverContext = {
    ...{ environment, binding, directory: '/nowhere' },
    tenants: tenants.map(({ slug, id }) => ({ slug, id })),
    secret: (slug, _reference, version = inUse) =>
      Promise.resolve({ ...(slug === platformSlug ? access.platform : keysOf(slug, version)) }),
    ...options.context,
  };
  return {
    ...{ environment, context, keysOf },
    input(some, products, logins = {}) {
      const compilation = { formatVersion: 1, digest: 'sha256:0', environment: 'production', diagnostics: [] } as const;
      const full = some.map(({ slug }): [string, LoginCredential] => {
        const reference = `env:${environmentPrefix(slug)}OBJECTS`;
        return [slug, { reference, version: '0', ...logins[slug] }];
      });
      return {
        compilation: { ...compilation, tenants: some, products },
        environment,
        logins: Object.fromEntries(full),
      };
    },
  };
}
