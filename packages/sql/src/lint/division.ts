import { divisionByZero } from '@akili/diagnostics';
import type { BoundExpr, BoundQuery } from '../analyse/bound.ts';
import { partsOf } from '../analyse/walk.ts';
import type { Linter } from './linter.ts';
import { alsoKnowing, branchesOf, knownIn, neverZero, nothingKnownHere, type Known } from './never-zero.ts';
import { isNullWithoutRows } from './null-with-count.ts';
import { factsOf, union } from './non-zero-facts.ts';
import { expressionsOf } from './parts-of-query.ts';

/** What dividing by zero gives in the dialect. */
const results: { readonly [operator: string]: string } = {
  '/': 'an infinity or NaN',
  '//': 'NULL',
  '%': 'NULL',
};

/** True for what divides. */
export function isDivision(expr: BoundExpr): boolean {
  return expr.k === 'call' && Object.hasOwn(results, expr.fn.name);
}

/** Reports each division in the query itself whose divisor may be zero as far as the text shows. */
export function checkDivisions(query: BoundQuery, linter: Linter): void {
  const known = query.k === 'select' ? knownIn(query) : nothingKnownHere;
  for (const expr of expressionsOf(query)) visit(expr, known, linter);
}

function visit(expr: BoundExpr, known: Known, linter: Linter): void {
  switch (expr.k) {
    case 'case': {
      let before = known;
      for (const { when } of expr.whens) {
        visit(when, before, linter);
        before = alsoKnowing(before, factsOf(when, false));
      }
      for (const [then, there] of branchesOf(expr, known)) visit(then, there, linter);
      return;
    }
    case 'logic':
      // Engines may take the parts in any order: what counts is that the others decide where this one divides by zero.
      expr.args.forEach((arg, i) => {
        const others = expr.args.filter((_, j) => j !== i);
        const facts = union(others.map((other) => factsOf(other, expr.op === 'and')));
        visit(arg, alsoKnowing(known, facts), linter);
      });
      return;
    case 'call': {
      const inside = expr.filter === undefined ? known : alsoKnowing(known, factsOf(expr.filter, true));
      for (const part of partsOf(expr)) visit(part, inside, linter);
      const [dividend, divisor] = expr.args;
      const gives = results[expr.fn.name];
      if (gives === undefined || dividend === undefined || divisor === undefined) return;
      if (neverZero(divisor, known) || isNullWithoutRows(dividend, divisor)) return;
      linter.report(divisionByZero, divisor.at >= 0 ? divisor.at : expr.at, { operator: expr.fn.name, gives });
      return;
    }
    default:
      for (const part of partsOf(expr)) visit(part, known, linter);
  }
}
