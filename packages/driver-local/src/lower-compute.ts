import { lookupSchema, lookupTable, productPrefix, rawNamespace, rawTable, topicNames } from '@akili/model';
import type { CompiledProduct, CompiledTenant } from '@akili/model';
import {
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
import { assetManifest, upstream, type AssetContext } from './asset-manifest.ts';
import type { AssetSpec } from './asset.ts';
import { eachProduct } from './each-product.ts';
import { bucketOf } from './objects-layout.ts';

/** One asset a product, after everything that a run of it touches. */
export function lowerCompute({ compilation, environment }: LowerInput): readonly Resource[] {
  const products = new Map(compilation.products.map((product) => [`${product.tenant}/${product.name}`, product]));
  return eachProduct(compilation, (tenant, product): Resource<AssetSpec> => {
    const context: AssetContext = {
      bucket: bucketOf(environment.engines.objects?.settings),
      target: environment.engines.analytics?.driver === 'starrocks' ? 'starrocks' : 'duckdb',
      productNamed: (name) => products.get(`${tenant.slug}/${name}`),
    };
    return {
      address: computeAssetAddress(tenant.slug, product.namespace, product.name),
      tenant: { slug: tenant.slug, id: tenant.id },
      kind: 'compute.asset',
      name: `${product.namespace}.${product.name}`,
      spec: assetManifest(tenant, product, context),
      dependsOn: touched(tenant, product, context).toSorted(),
      product: product.name,
      origin: product.origin,
    };
  }).sort(byAddress);
}

function touched(tenant: CompiledTenant, product: CompiledProduct, context: AssetContext): readonly Address[] {
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
    objectsPrefixAddress(slug, context.bucket, productPrefix(tenant.id, name)),
    ...Object.values(topicNames(slug, name)).map((topic) => eventsTopicAddress(slug, topic)),
    ...upstream(product, context).map((other) => computeAssetAddress(slug, other.namespace, other.name)),
  ];
}
