import { unsteadyResult } from '@akili/diagnostics';
import type { BoundExpr, BoundQuery } from '../analyse/bound.ts';
import { isSingleRow } from '../analyse/group-key.ts';
import type { Linter } from './linter.ts';

/** Windows whose result is the place of a row in an order. */
const placed = /^(row_number|lag|lead|first_value|last_value|nth_value|ntile)$/;
/** Aggregates that keep the order in which rows come. */
const gathered = /^(string_agg|array_agg|first|last)$/;

/** Reports a call whose result differs between runs over the same data. */
export function checkUnsteadyCall(expr: BoundExpr, linter: Linter): void {
  if (expr.k !== 'call') return;
  const { name, depends } = expr.fn;
  const what = `\`${name}\``;
  if (depends === 'chance') {
    const instead = 'Derive the value from columns, e.g. with MD5 over the key.';
    linter.report(unsteadyResult, expr.at, { what: `${what} gives another value each time`, instead });
  } else if (expr.over !== undefined) {
    if (!placed.test(name) || expr.over.order.length > 0) return;
    const instead = 'Add ORDER BY to its OVER, down to columns that identify a row.';
    linter.report(unsteadyResult, expr.at, { what: `${what} without ORDER BY takes rows in any order`, instead });
  } else if (gathered.test(name) && expr.order === undefined) {
    const instead = `Add ORDER BY inside it: \`${name}(x ORDER BY y)\`.`;
    linter.report(unsteadyResult, expr.at, { what: `${what} without ORDER BY takes rows in any order`, instead });
  }
}

/** Reports rows that are cut off without an order. */
export function checkUnsteadyRows(query: BoundQuery, linter: Linter): void {
  if (query.order.length > 0) return;
  if (query.k === 'select' && query.distinct !== undefined && query.distinct.length > 0) {
    const at = query.distinct[0]?.at ?? 0;
    const instead = 'Add ORDER BY: the first row of each is the one that stays.';
    linter.report(unsteadyResult, at, { what: 'DISTINCT ON without ORDER BY keeps any row', instead });
  }
  const cut = query.limit ?? query.offset;
  if (cut === undefined || isSingleRow({ ...query, limit: undefined, offset: undefined })) return;
  const word = query.limit === undefined ? 'OFFSET' : 'LIMIT';
  const instead = 'Add ORDER BY, down to columns that identify a row.';
  linter.report(unsteadyResult, cut.at, { what: `${word} without ORDER BY keeps any rows`, instead });
}
