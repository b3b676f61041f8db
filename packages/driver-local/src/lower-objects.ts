import { productPrefix } from '@akili/model';
import { byAddress, objectsBucketAddress, objectsPrefixAddress, platformId, platformSlug } from '@akili/resource';
import type { LowerInput, Resource } from '@akili/resource';
import type { BucketSpec } from './bucket.ts';
import { bucketOf, prefixName } from './objects-layout.ts';
import type { PrefixSpec } from './prefix.ts';
import { eachProduct } from './each-product.ts';

/** The platform's bucket, and a prefix a product. */
export function lowerObjects({ compilation, environment }: LowerInput): readonly Resource[] {
  const bucket = bucketOf(environment.engines.objects?.settings);
  const shared: Resource<BucketSpec> = {
    address: objectsBucketAddress(bucket),
    tenant: { slug: platformSlug, id: platformId },
    kind: 'objects.bucket',
    name: bucket,
    spec: { bucket },
    dependsOn: [],
    origin: { file: environment.place.file },
  };
  const prefixes = eachProduct(compilation, (tenant, product): Resource<PrefixSpec> => {
    const prefix = productPrefix(tenant.id, product.name);
    return {
      address: objectsPrefixAddress(tenant.slug, bucket, prefix),
      tenant: { slug: tenant.slug, id: tenant.id },
      kind: 'objects.prefix',
      name: prefixName(bucket, tenant.id, product.name),
      spec: {
        bucket,
        prefix,
        tenant: tenant.id,
        product: product.name,
        version: product.version,
        classification: product.governance.classification,
      },
      dependsOn: [shared.address],
      product: product.name,
      origin: product.origin,
    };
  });
  return [shared, ...prefixes].sort(byAddress);
}
