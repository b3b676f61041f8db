import { environmentPrefix, principalName, productPrefix, tenantPrefix, type CompiledTenant } from '@akili/model';
import {
  addressOf,
  byAddress,
  objectsBucketAddress,
  objectsPrefixAddress,
  platformId,
  platformSlug,
  type LoginCredential,
  type LowerInput,
  type Resource,
} from '@akili/resource';
import { ownPrefixes, sharedStates, type AccessSpec } from './access.ts';
import { mergePolicy } from './bucket-policy.ts';
import type { BucketSpec } from './bucket.ts';
import type { LifecycleSpec } from './lifecycle.ts';
import type { PrefixSpec } from './prefix.ts';
import type { PrincipalSpec } from './principal.ts';
import { settingsOf, type S3Settings } from './settings.ts';
import { guardStatements, tenantStatements } from './tenant-statements.ts';

/**
 * The bucket and what nobody may do in it; of each tenant its principal, what the policy lets it do, what is cleared
 * away; and a prefix a product. A suspended tenant may only read, an archived one has no access and a principal that is
 * suspended; its prefixes stay.
 */
export function lowerObjects(input: LowerInput): readonly Resource[] {
  const { compilation, environment } = input;
  const settings = settingsOf(environment);
  const refused = tooLong(input, settings);
  const platform = platformResources(settings, environment.place.file, refused);
  const tenants = compilation.tenants.flatMap((tenant) => [
    ...(settings.principals === 'rgw' ? [principalOf(tenant, input.logins?.[tenant.slug])] : []),
    ...(tenant.status === 'archived' ? [] : [accessOf(tenant, input, settings, refused)]),
    lifecycleOf(tenant, settings),
  ]);
  const bySlug = new Map(compilation.tenants.map((tenant) => [tenant.slug, tenant]));
  const prefixes = compilation.products.map((product): Resource<PrefixSpec> => {
    const tenant = bySlug.get(product.tenant);
    if (tenant === undefined) throw new Error(`${product.folder} belongs to no tenant of the compilation`);
    const { bucket } = settings;
    const prefix = productPrefix(tenant.id, product.name);
    const access = tenant.status === 'archived' ? [] : [accessAddress(tenant, bucket)];
    return {
      address: objectsPrefixAddress(tenant.slug, bucket, prefix),
      tenant: { slug: tenant.slug, id: tenant.id },
      kind: 'objects.prefix',
      name: `${bucket}/${prefix}`,
      spec: {
        ...{ bucket, prefix, tenant: tenant.id, product: product.name },
        ...{ version: product.version, classification: product.governance.classification },
      },
      dependsOn: [objectsBucketAddress(bucket), ...access].sort(),
      product: product.name,
      origin: product.origin,
    };
  });
  return [...platform, ...tenants, ...prefixes].sort(byAddress);
}

/** The name of a tenant's access in a bucket: the prefix that it is to. */
export function accessName(bucket: string, tenantId: string): string {
  return `${bucket}/${tenantPrefix(tenantId)}`;
}

function accessAddress({ slug, id }: { readonly slug: string; readonly id: string }, bucket: string) {
  return addressOf(slug, 'objects.access', accessName(bucket, id));
}

function platformResources({ bucket }: S3Settings, file: string, refused: string | undefined): readonly Resource[] {
  const common = { tenant: { slug: platformSlug, id: platformId }, name: bucket, origin: { file } };
  const made: Resource<BucketSpec> = {
    ...{ ...common, address: objectsBucketAddress(bucket), kind: 'objects.bucket' },
    ...{ spec: { bucket }, dependsOn: [] },
  };
  const guard: Resource<AccessSpec> = {
    ...{ ...common, address: addressOf(platformSlug, 'objects.access', bucket), kind: 'objects.access' },
    spec: { bucket, statements: guardStatements(bucket), ...(refused === undefined ? {} : { refused }) },
    dependsOn: [made.address],
  };
  return [made, guard];
}

function principalOf(tenant: CompiledTenant, login: LoginCredential | undefined): Resource<PrincipalSpec> {
  const { slug, id, status, credentials, origin } = tenant;
  const name = principalName(slug);
  const reference = login?.reference ?? credentials['objects'] ?? `env:${environmentPrefix(slug)}OBJECTS`;
  return {
    address: addressOf(slug, 'objects.principal', name),
    ...{ tenant: { slug, id }, kind: 'objects.principal', name, origin },
    spec: {
      ...{ principal: name, reference, version: login?.version ?? '0', previous: login?.previous ?? null },
      suspended: status === 'archived',
    },
    dependsOn: login?.generatedBy === undefined ? [] : [login.generatedBy],
  };
}

function statementsOf(tenant: CompiledTenant, { environment }: LowerInput, { bucket, account }: S3Settings) {
  const { slug, id, status } = tenant;
  const [data, state] = ownPrefixes(environment.name, slug, id) as readonly [string, string];
  const isStateHere = environment.state.store === 's3';
  const prefixes = isStateHere ? [data, state] : [data];
  const shared = isStateHere ? sharedStates(environment.name) : [];
  const arn = `arn:aws:iam::${account}:user/${principalName(slug)}`;
  return tenantStatements(bucket, arn, prefixes, status === 'suspended' ? 'read' : 'write', shared);
}

function accessOf(
  tenant: CompiledTenant,
  input: LowerInput,
  settings: S3Settings,
  refused: string | undefined,
): Resource<AccessSpec> {
  const { slug, id, origin } = tenant;
  const { bucket, principals } = settings;
  const principal = principals === 'rgw' ? [addressOf(slug, 'objects.principal', principalName(slug))] : [];
  return {
    address: accessAddress(tenant, bucket),
    ...{ tenant: { slug, id }, kind: 'objects.access', name: accessName(bucket, id), origin },
    spec: { bucket, statements: statementsOf(tenant, input, settings), ...(refused === undefined ? {} : { refused }) },
    dependsOn: [...principal, objectsBucketAddress(bucket), addressOf(platformSlug, 'objects.access', bucket)].sort(),
  };
}

function lifecycleOf({ slug, id, origin }: CompiledTenant, settings: S3Settings): Resource<LifecycleSpec> {
  const { bucket, abandonedUploadDays } = settings;
  const name = accessName(bucket, id);
  return {
    address: addressOf(slug, 'objects.lifecycle', name),
    ...{ tenant: { slug, id }, kind: 'objects.lifecycle', name, origin },
    spec: { bucket, prefix: tenantPrefix(id), abandonedUploadDays },
    dependsOn: [objectsBucketAddress(bucket)],
  };
}

/** Why the one policy of the bucket cannot hold every tenant; undefined where it can. */
function tooLong(input: LowerInput, settings: S3Settings): string | undefined {
  const digest = `sha256:${'0'.repeat(64)}`;
  const tenants = input.compilation.tenants.filter(({ status }) => status !== 'archived');
  // The last merge alone is as long as a policy of one: the rest is added up.
  const length = (id: string, statements: AccessSpec['statements']): number =>
    (mergePolicy(undefined, { tenantId: id, digest }, statements) ?? '').length;
  const bytes = tenants.reduce(
    (sum, tenant) => sum + length(tenant.id, statementsOf(tenant, input, settings)),
    length(platformId, guardStatements(settings.bucket)),
  );
  if (bytes <= settings.policyBytes) return undefined;
  return (
    `the bucket policy of ${tenants.length} tenants would take ${bytes} bytes and the store takes ` +
    `${settings.policyBytes} (\`policyBytes\`); give some tenants another environment with a bucket of its own`
  );
}
