import {
  lookupSchema,
  lookupTable,
  productPrefix,
  rawNamespace,
  rawTable,
  topicNames,
  type CompiledProduct,
  type CompiledTenant,
} from '@akili/model';
import {
  addressOf,
  analyticsTableAddress,
  analyticsViewAddress,
  byAddress,
  computeAssetAddress,
  eventsTopicAddress,
  lookupTableAddress,
  objectsPrefixAddress,
  type Address,
  type LowerInput,
  type Resource,
} from '@akili/resource';
import { upstream, type EntryContext, type JsonObject } from './asset-entry.ts';
import { assetSpecOf, type AssetSpec } from './asset-spec.ts';
import { computeSettings } from './compute-settings.ts';
import { kinds } from './kinds.ts';
import { locationSpecOf, type LocationSpec } from './location-spec.ts';
import { manifestBucket, manifestName } from './manifest-place.ts';
import { deliveredText } from './manifest-text.ts';
import { codeLocation, tenantManifest } from './tenant-manifest.ts';

/**
 * A manifest and a code location a tenant, and one asset a product. The manifest is delivered once the tenant's
 * prefixes stand, the location is reloaded after it, and an asset is verified after everything that its run touches.
 */
export function lower({ compilation, environment }: LowerInput): readonly Resource[] {
  const byTenant = new Map<string, CompiledProduct[]>(compilation.tenants.map(({ slug }) => [slug, []]));
  for (const product of compilation.products) byTenant.get(product.tenant)?.push(product);
  const dialect = environment.engines.analytics?.driver === 'starrocks' ? 'starrocks' : 'duckdb';
  return compilation.tenants
    .flatMap((tenant) => {
      const products = byTenant.get(tenant.slug) ?? [];
      const named = new Map(products.map((product) => [product.name, product]));
      const context: EntryContext = { dialect, productNamed: (name) => named.get(name) };
      return lowerTenant({ compilation, environment }, tenant, products, context);
    })
    .toSorted(byAddress);
}

function lowerTenant(
  { environment }: LowerInput,
  tenant: CompiledTenant,
  products: readonly CompiledProduct[],
  context: EntryContext,
): readonly Resource[] {
  const identity = { slug: tenant.slug, id: tenant.id };
  const bucket = manifestBucket(environment);
  const prefixes = products.map(({ name }) =>
    objectsPrefixAddress(tenant.slug, bucket, productPrefix(tenant.id, name)),
  );
  const name = manifestName(environment, identity);
  const spec = tenantManifest(tenant, products, environment, context);
  const delivered = computeSettings(environment.engines.compute?.settings).directory === undefined;
  const manifest: Resource<JsonObject> = {
    address: addressOf(tenant.slug, kinds.manifest, name),
    tenant: identity,
    kind: kinds.manifest,
    name,
    spec,
    dependsOn: delivered ? prefixes.toSorted() : [],
    origin: tenant.origin,
  };
  const locationName = codeLocation(tenant.slug);
  const location: Resource<LocationSpec> = {
    address: addressOf(tenant.slug, kinds.location, locationName),
    tenant: identity,
    kind: kinds.location,
    name: locationName,
    spec: locationSpecOf(deliveredText(manifest)),
    dependsOn: [manifest.address],
    origin: tenant.origin,
  };
  const entries = spec['assets'] as readonly JsonObject[];
  const assets = products.map((product, at): Resource<AssetSpec> => ({
    address: computeAssetAddress(tenant.slug, product.namespace, product.name),
    tenant: identity,
    kind: kinds.asset,
    name: `${product.namespace}.${product.name}`,
    spec: assetSpecOf(entries[at] as JsonObject),
    dependsOn: [...new Set([location.address, ...touched(tenant, product, context, bucket)])].toSorted(),
    product: product.name,
    origin: product.origin,
  }));
  return [manifest, location, ...assets];
}

/** Everything that a run of the product reads or writes. */
function touched(
  tenant: CompiledTenant,
  product: CompiledProduct,
  context: EntryContext,
  bucket: string,
): readonly Address[] {
  const { slug } = tenant;
  const { namespace, name } = product;
  const sources = product.inputs.filter((input) => input.kind === 'source');
  const schema = lookupSchema(tenant, namespace);
  const viewed = product.serving.some((mode) => mode.intent === 'analytics' && mode.materialized);
  const looked = product.serving.some((mode) => mode.intent === 'lookup' && mode.engine === 'postgresql');
  return [
    analyticsTableAddress(slug, namespace, name),
    ...sources.map((input) => analyticsTableAddress(slug, rawNamespace(namespace), rawTable(name, input.name))),
    ...(viewed ? [analyticsViewAddress(slug, schema, name)] : []),
    ...(looked ? [lookupTableAddress(slug, schema, lookupTable(tenant, name))] : []),
    objectsPrefixAddress(slug, bucket, productPrefix(tenant.id, name)),
    ...Object.values(topicNames(slug, name)).map((topic) => eventsTopicAddress(slug, topic)),
    ...upstream(product, context).map((other) => computeAssetAddress(slug, other.namespace, other.name)),
  ];
}
