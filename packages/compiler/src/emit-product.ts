import type { Finding } from '@akili/diagnostics';
import type { SqlByTarget } from '@akili/model';
import type { AnalysedProduct } from './analysed-product.ts';
import { emitTexts } from './emit-texts.ts';
import type { TargetDialects } from './target-dialects.ts';

/** The texts of a product by target, and what could not be written. */
export interface EmittedProduct {
  readonly transform: SqlByTarget;
  /** In the order of the product's analysed checks. */
  readonly checks: readonly SqlByTarget[];
  readonly findings: readonly Finding[];
}

/** Writes the transform and the checks of a product for their targets. */
export function emitProduct(analysed: AnalysedProduct, targets: TargetDialects, tolerant: boolean): EmittedProduct {
  const transform = emitTexts(analysed, analysed.query, analysed.rendered, targets.transform, tolerant);
  const findings = [...transform.findings];
  const checks = analysed.checks.map(({ query, rendered }) => {
    const emitted = emitTexts(analysed, query, rendered, targets.checks, tolerant);
    findings.push(...emitted.findings);
    return emitted.sql;
  });
  return { transform: transform.sql, checks, findings };
}
