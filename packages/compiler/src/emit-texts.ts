import type { Finding } from '@akili/diagnostics';
import type { EmittedSql, SqlByTarget, Target } from '@akili/model';
import { emit, refusalsOf, type AnalysedQuery, type RenderedSql } from '@akili/sql';
import type { AnalysedProduct } from './analysed-product.ts';
import { relationNames } from './relation-names.ts';
import { subjectOf } from './rule.ts';

/** The texts of a query by target, and the refusals that are errors. */
export interface EmittedTexts {
  readonly sql: SqlByTarget;
  readonly findings: readonly Finding[];
}

/** Writes a query for each target. `tolerant`: a refusal stays in the result; otherwise it is also an error. */
export function emitTexts(
  analysed: Pick<AnalysedProduct, 'product' | 'tenant' | 'inputs'>,
  query: AnalysedQuery,
  rendered: RenderedSql,
  targets: readonly Target[],
  tolerant: boolean,
): EmittedTexts {
  const sql: { [target in Target]?: EmittedSql } = {};
  const findings: Finding[] = [];
  for (const target of targets) {
    const text = emit(query, target, relationNames(analysed, target));
    sql[target] = text;
    if (typeof text !== 'string' && !tolerant) {
      findings.push(...refusalsOf(query, target, rendered, subjectOf(analysed.product)));
    }
  }
  return { sql, findings };
}
