import type { Finding, Subject } from '@akili/diagnostics';
import type { AnalysedQuery } from '../analyse/analysed-query.ts';
import type { BoundExpr, BoundQuery } from '../analyse/bound.ts';
import { partsOf } from '../analyse/walk.ts';
import type { RenderedSql } from '../template/rendered-sql.ts';
import { checkDivisions, isDivision } from './division.ts';
import { checkFanOut } from './fan-out.ts';
import { newLinter, type Linter, type LintScope } from './linter.ts';
import { checkNeverTrue } from './never-true.ts';
import { expressionsOf, queriesIn } from './parts-of-query.ts';
import { checkStarOutputs } from './star-output.ts';
import { checkUndoneJoins } from './undone-join.ts';
import { checkUnsteadyCall, checkUnsteadyRows } from './unsteady.ts';

/**
 * What a query that means something probably does not mean: warnings, sorted by place. Only what the text itself and
 * declared keys show; a doubt says nothing.
 */
export function lintQuery(
  query: AnalysedQuery,
  rendered: RenderedSql,
  scope: LintScope,
  subject: Subject,
): readonly Finding[] {
  const linter = newLinter(rendered, scope, subject);
  if (scope.starsDrift) checkStarOutputs(query.bound, linter);
  visitQuery(query.bound, { isExists: false }, new Set(), linter);
  return [...linter.findings].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, finding]) => finding);
}

interface Around {
  /** Under EXISTS it does not matter which rows there are. */
  readonly isExists: boolean;
}

function visitQuery(query: BoundQuery, around: Around, seen: Set<BoundQuery>, linter: Linter): void {
  if (seen.has(query)) return;
  seen.add(query);
  let divides = false;
  const visit = (expr: BoundExpr): void => {
    divides ||= isDivision(expr);
    checkNeverTrue(expr, linter);
    checkUnsteadyCall(expr, linter);
    if (expr.k === 'subquery') visitQuery(expr.query, { isExists: /exists$/.test(expr.kind) }, seen, linter);
    for (const part of partsOf(expr)) visit(part);
  };
  for (const expr of expressionsOf(query)) visit(expr);
  if (divides) checkDivisions(query, linter);
  if (!around.isExists) checkUnsteadyRows(query, linter);
  if (query.k === 'select') {
    checkUndoneJoins(query, linter);
    checkFanOut(query, linter);
  }
  for (const inner of queriesIn(query)) visitQuery(inner, { isExists: false }, seen, linter);
}
