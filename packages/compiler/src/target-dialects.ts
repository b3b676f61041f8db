import { targets as allTargets, type Environment, type Product, type Target } from '@akili/model';
import type { CompileOptions } from './compile-options.ts';

/** The dialects that a product's texts are written in. */
export interface TargetDialects {
  readonly transform: readonly Target[];
  readonly checks: readonly Target[];
}

/** The dialect of the engine that runs transforms in an environment. */
export function analyticsDialect(environment: Environment | undefined): Target {
  return environment?.engines.analytics?.driver === 'starrocks' ? 'starrocks' : 'duckdb';
}

/**
 * Transforms run on the environment's analytics engine; checks run there before the promotion, and on each engine
 * that serves the product. With `targets: 'all'` everything is written in every dialect.
 */
export function targetDialects(
  product: Product,
  environment: Environment | undefined,
  options: CompileOptions,
): TargetDialects {
  if (options.targets === 'all') return { transform: allTargets, checks: allTargets };
  const analytics = analyticsDialect(environment);
  const lookup = product.serving.some((mode) => mode.intent === 'lookup');
  return { transform: [analytics], checks: lookup ? [analytics, 'postgres'] : [analytics] };
}
