import type { Compilation, CompiledProduct, CompiledTenant } from '@akili/model';
import type { Trees } from '@akili/sql';
import { checkSteps } from './check-steps.ts';
import { compilationDigest } from './compilation-digest.ts';
import type { ReadRepository } from './read-repository.ts';
import type { Located } from './sort-diagnostics.ts';

/** A compilation whose products were given away one by one. */
export interface CompiledHead extends Located {
  readonly compilation: Omit<Compilation, 'products'>;
}

/**
 * Compiles a repository step by step: see `checkSteps`. `take` is given each product, sorted by tenant and name, as
 * soon as its tenant is done; nothing holds it here.
 */
export function* compileSteps(
  read: ReadRepository,
  take: (product: CompiledProduct) => void,
): Generator<readonly string[], CompiledHead, Trees> {
  const formatVersion = 1;
  const environment = read.environment?.name ?? '';
  const digest = compilationDigest({ formatVersion, environment });
  const tenants: CompiledTenant[] = [];
  const located = yield* checkSteps(read, {
    tenant: (tenant) => void tenants.push(tenant),
    product(product) {
      digest.add(product);
      take(product);
    },
  });
  const { diagnostics } = located;
  return {
    ...located,
    compilation: { formatVersion, environment, tenants, digest: digest.finish(tenants), diagnostics },
  };
}
