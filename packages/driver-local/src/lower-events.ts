import { topicNames } from '@akili/model';
import { byAddress, eventsTopicAddress, type LowerInput, type Resource } from '@akili/resource';
import { eachProduct } from './each-product.ts';
import type { TopicSpec } from './topic.ts';

/** Kafka's own default: a week. */
const retentionMs = 7 * 24 * 60 * 60 * 1000;

/** Two topics a product. */
export function lowerEvents({ compilation, environment }: LowerInput): readonly Resource[] {
  const written = environment.engines.events?.settings['partitions'];
  const partitions = typeof written === 'number' ? written : 1;
  return eachProduct(compilation, (tenant, product) =>
    Object.values(topicNames(tenant.slug, product.name)).map((topic): Resource<TopicSpec> => ({
      address: eventsTopicAddress(tenant.slug, topic),
      tenant: { slug: tenant.slug, id: tenant.id },
      kind: 'events.topic',
      name: topic,
      spec: { topic, partitions, retentionMs },
      dependsOn: [],
      product: product.name,
      origin: product.origin,
    })),
  )
    .flat()
    .sort(byAddress);
}
