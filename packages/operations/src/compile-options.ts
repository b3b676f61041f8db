import type { CompileOptions } from '@akili/compiler';
import type { Selection } from './selection.ts';

/** A selection as the compiler takes it: absent where nothing was chosen. */
export function compileOptions(selection: Selection, targets: 'environment' | 'all' = 'environment'): CompileOptions {
  return {
    targets,
    ...(selection.environment === undefined ? {} : { environment: selection.environment }),
    ...(selection.tenants.length === 0 ? {} : { tenants: selection.tenants }),
    ...(selection.products.length === 0 ? {} : { products: selection.products }),
  };
}
