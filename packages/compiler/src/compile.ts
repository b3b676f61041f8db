import type { Compilation, CompiledProduct } from '@akili/model';
import type { Trees } from '@akili/sql';
import type { Collected } from './collected.ts';
import { compileSteps, type CompiledHead } from './compile-steps.ts';
import type { Located } from './sort-diagnostics.ts';

/**
 * What `compile` answers: the document, and everything there is to say about the repository. Located, sorted by file,
 * position and code, without duplicates.
 */
export interface Compiled extends Located {
  /** Leaves out products with errors and what depends on them; the rest is whole. Its `diagnostics` are the same. */
  readonly compilation: Compilation;
}

/**
 * Checks a collected repository and assembles its compilation. `trees` holds a tree for each of `collected.texts`.
 * Pure: same input, same bytes.
 */
export function compile(collected: Collected, trees: Trees): Compiled {
  const products: CompiledProduct[] = [];
  const steps = compileSteps(collected, (product) => void products.push(product));
  let step = steps.next();
  while (step.done !== true) step = steps.next(trees);
  return withProducts(step.value, products);
}

/** A compilation made whole again: its products were taken one by one. */
export function withProducts(
  { findings, diagnostics, compilation }: CompiledHead,
  products: readonly CompiledProduct[],
): Compiled {
  const { formatVersion, environment, tenants, digest } = compilation;
  return { compilation: { formatVersion, environment, tenants, products, digest, diagnostics }, findings, diagnostics };
}
