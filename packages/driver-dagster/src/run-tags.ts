import type { CompiledProduct, Json } from '@akili/model';

/** What a product's own tags may raise or lower its place in the queue to: no tenant starves another. */
const priorities: { readonly [tag: string]: number } = { 'high-priority': 10, 'low-priority': -10 };

/**
 * Tags of a product's runs. `dagster/max_runtime` counts seconds from the start and `dagster/max_retries` tries beyond
 * the first; both need Dagster's run monitoring and run retries to be on (docs/guides/dagster.md).
 */
export function runTags(product: CompiledProduct): { readonly [key: string]: string } {
  const { compute, tenant } = product;
  const priority = compute.tags.map((tag) => priorities[tag]).find((value) => value !== undefined);
  return {
    'akili/tenant': tenant,
    'dagster/max_retries': String(compute.retries),
    ...(compute.timeout === undefined ? {} : { 'dagster/max_runtime': String(compute.timeout) }),
    ...(priority === undefined ? {} : { 'dagster/priority': String(priority) }),
  };
}

/** The pod of a run, for launchers on Kubernetes (`dagster-k8s/config`); null where nothing is asked for. */
export function podConfig({ compute }: CompiledProduct): Json {
  const { cpuMillis, memoryBytes } = compute;
  if (cpuMillis === undefined && memoryBytes === undefined) return null;
  const asked = {
    ...(cpuMillis === undefined ? {} : { cpu: `${cpuMillis}m` }),
    ...(memoryBytes === undefined ? {} : { memory: String(memoryBytes) }),
  };
  return { container_config: { resources: { requests: asked, limits: asked } } };
}

/** Tags of the asset itself: Dagster has keys and values, the manifests words. */
export function assetTags(product: CompiledProduct): { readonly [key: string]: string } {
  const words = [...new Set([...product.tags, ...product.compute.tags])].toSorted();
  return {
    'akili/classification': product.governance.classification,
    'akili/archetype': product.archetype,
    ...Object.fromEntries(words.map((word) => [`akili/${word}`, ''])),
  };
}
