import { outerJoinUndone } from '@akili/diagnostics';
import type { BoundExpr, BoundFrom, BoundRelation, BoundSelect } from '../analyse/bound.ts';
import { partsOf } from '../analyse/walk.ts';
import type { Linter } from './linter.ts';
import { conjunctsOf, relationsIn } from './parts-of-query.ts';

/** Reports a condition of WHERE that drops exactly the rows for which a LEFT or RIGHT JOIN was written. */
export function checkUndoneJoins(select: BoundSelect, linter: Linter): void {
  if (select.where === undefined) return;
  const optional = new Map<BoundRelation, 'LEFT' | 'RIGHT'>();
  collectOptional(select.from, optional);
  if (optional.size === 0) return;
  for (const conjunct of conjunctsOf(select.where)) {
    for (const relation of rejects(conjunct)) {
      const kind = optional.get(relation);
      if (kind === undefined) continue;
      const at = placeIn(conjunct, relation) ?? conjunct.at;
      linter.report(outerJoinUndone, at, { kind, relation: relation.alias });
      optional.delete(relation);
    }
  }
}

function collectOptional(from: BoundFrom | undefined, found: Map<BoundRelation, 'LEFT' | 'RIGHT'>): void {
  if (from?.k !== 'join') return;
  collectOptional(from.left, found);
  collectOptional(from.right, found);
  if (from.kind === 'left') for (const relation of relationsIn(from.right)) found.set(relation, 'LEFT');
  if (from.kind === 'right') for (const relation of relationsIn(from.left)) found.set(relation, 'RIGHT');
}

type Relations = ReadonlySet<BoundRelation>;
const none: Relations = new Set();

/** The relations for which the condition cannot be true once all their columns are NULL. */
function rejects(condition: BoundExpr): Relations {
  switch (condition.k) {
    case 'logic': {
      const parts = condition.args.map(rejects);
      return condition.op === 'and' ? union(parts) : intersection(parts);
    }
    case 'is-null':
      return condition.negated ? nullWith(condition.arg) : none;
    case 'not':
      return condition.arg.k === 'is-null' && !condition.arg.negated
        ? nullWith(condition.arg.arg)
        : nullWith(condition.arg);
    case 'subquery':
      return condition.kind === 'any' && condition.arg !== undefined ? nullWith(condition.arg) : none;
    default:
      return nullWith(condition);
  }
}

/** The relations whose NULL columns make the expression NULL for sure. */
function nullWith(expr: BoundExpr): Relations {
  switch (expr.k) {
    case 'column':
      return new Set([expr.relation]);
    case 'compare':
      return expr.op === 'distinct' || expr.op === 'not-distinct' ? none : ofParts(expr);
    case 'between':
      // One bound may decide alone: with a NULL for the other, FALSE is possible and TRUE is not.
      return nullWith(expr.arg);
    case 'in':
      return expr.args[0] === undefined ? none : nullWith(expr.args[0]);
    case 'logic':
    case 'coalesce':
      return intersection(expr.args.map(nullWith));
    case 'not':
    case 'shift':
    case 'index':
    case 'slice':
      return nullWith(expr.arg);
    case 'cast':
      return nullWith(expr.arg);
    case 'call': {
      const strict = expr.fn.kind === 'scalar' && (expr.fn.nulls ?? 'strict') === 'strict';
      return strict ? ofParts(expr) : none;
    }
    default:
      return none;
  }
}

function ofParts(expr: BoundExpr): Relations {
  return union(partsOf(expr).map(nullWith));
}

function union(sets: readonly Relations[]): Relations {
  return new Set(sets.flatMap((set) => [...set]));
}

function intersection([first, ...rest]: readonly Relations[]): Relations {
  return new Set([...(first ?? [])].filter((relation) => rest.every((set) => set.has(relation))));
}

/** Where a column of the relation stands in the expression. */
function placeIn(expr: BoundExpr, relation: BoundRelation): number | undefined {
  if (expr.k === 'column') return expr.relation === relation && expr.at >= 0 ? expr.at : undefined;
  for (const part of partsOf(expr)) {
    const at = placeIn(part, relation);
    if (at !== undefined) return at;
  }
  return undefined;
}
