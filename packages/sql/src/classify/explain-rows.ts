import type { BoundQuery, BoundSelect, BoundSet } from '../analyse/bound.ts';
import { explainFrom } from './explain-from.ts';
import { connected } from './expr-form.ts';
import type { NormalForm } from './normal-form.ts';
import type { ChangeReason } from './query-change.ts';
import { rowClauses, type RowClauses } from './rows-form.ts';

/** Both versions of a query, written in both modes. */
export interface WrittenForms {
  readonly strict: NormalForm;
  readonly loose: NormalForm;
  /** Queries whose differences are being told: a recursive one reads itself. */
  readonly told: Set<BoundQuery>;
}

const words: Readonly<Record<Exclude<keyof RowClauses, 'from'>, string>> = {
  where: 'WHERE',
  group: 'GROUP BY',
  having: 'HAVING',
  qualify: 'QUALIFY',
  distinct: 'DISTINCT',
  order: 'ORDER BY',
  limit: 'LIMIT',
  offset: 'OFFSET',
};

/**
 * Says which clauses make two queries give other rows; at least one reason wherever their rows are not the same.
 * `where` names the query: empty for the whole, ` in subquery `t``.
 */
export function explainRows(
  before: BoundQuery,
  after: BoundQuery,
  forms: WrittenForms,
  where: string,
): readonly ChangeReason[] {
  const { strict } = forms;
  if (rowsOf(before, strict) === rowsOf(after, strict) || forms.told.has(after)) return [];
  forms.told.add(after);
  const reasons =
    before.k === 'set' && after.k === 'set'
      ? explainSet(before, after, forms, where)
      : before.k === 'select' && after.k === 'select'
        ? explainSelect(before, after, forms, where)
        : [rowReason('UNION', `The query${where} is ${after.k === 'set' ? 'a' : 'no'} set operation now.`)];
  forms.told.delete(after);
  if (reasons.length > 0) return reasons;
  return [rowReason('FROM', `The rows${where} are put together in another way.`)];
}

/** A reason for other rows. */
export function rowReason(clause: string, message: string): ChangeReason {
  return { class: 'rows', clause, message };
}

export function rowsOf(query: BoundQuery, form: NormalForm): string {
  return form.rows(query, form.depthOf(query));
}

function explainSelect(before: BoundSelect, after: BoundSelect, forms: WrittenForms, where: string): ChangeReason[] {
  const { strict } = forms;
  const clausesOf = (query: BoundSelect, form: NormalForm): RowClauses => rowClauses(query, form, form.depthOf(query));
  const sameFrom = clausesOf(before, strict).from === clausesOf(after, strict).from;
  // Where tables changed places, expressions are compared by what they read.
  const form = sameFrom ? strict : forms.loose;
  const [old, now] = [clausesOf(before, form), clausesOf(after, form)];
  const reasons = sameFrom ? [] : [...explainFrom(before.from, after.from, forms, where)];
  for (const key of Object.keys(words) as (keyof typeof words)[]) {
    if (old[key] === now[key]) continue;
    const said = key === 'where' && old.where !== '' && now.where !== '';
    const message = said
      ? `WHERE${where} has other conditions: ${countConditions(before, after, form)}.`
      : `${words[key]}${where} ${old[key] === '' ? 'is new' : now[key] === '' ? 'is gone' : 'changed'}.`;
    reasons.push(rowReason(words[key], message));
  }
  return reasons;
}

function countConditions(before: BoundSelect, after: BoundSelect, form: NormalForm): string {
  const conditions = (query: BoundSelect): ReadonlySet<string> => {
    const list = query.where === undefined ? [] : connected(query.where, 'and');
    return new Set(list.map((expr) => form.expr(expr, form.depthOf(query))));
  };
  const [old, now] = [conditions(before), conditions(after)];
  const more = [...now].filter((one) => !old.has(one)).length;
  const fewer = [...old].filter((one) => !now.has(one)).length;
  if (fewer === 0) return `${more} more`;
  if (more === 0) return `${fewer} fewer`;
  return more === fewer ? `${more} changed` : `${more} new, ${fewer} gone`;
}

function explainSet(before: BoundSet, after: BoundSet, forms: WrittenForms, where: string): ChangeReason[] {
  const { strict } = forms;
  const word = ({ op, all }: BoundSet): string => `${op.toUpperCase()}${all ? ' ALL' : ''}`;
  const reasons: ChangeReason[] = [];
  const clause = after.op.toUpperCase();
  if (word(before) !== word(after)) {
    reasons.push(rowReason(clause, `${word(before)}${where} is ${word(after)} now.`));
  }
  for (const [side, name] of [
    ['left', 'first'],
    ['right', 'second'],
  ] as const) {
    const place = ` on the ${name} side of ${clause}${where}`;
    reasons.push(...explainRows(before[side], after[side], forms, place));
    const [old, now] = [before[side], after[side]].map((query) =>
      query.outputs.map((_, index) => strict.output(query, index, strict.depthOf(query))).join(),
    );
    if (old !== now) reasons.push(rowReason(clause, `The values${place} are computed otherwise.`));
  }
  const tail = (query: BoundSet): string => {
    const depth = strict.depthOf(query);
    const order = query.order.map(({ expr, desc, nullsFirst }) => [strict.expr(expr, depth), desc, nullsFirst]);
    return JSON.stringify([order, ...[query.limit, query.offset].map((expr) => expr && strict.expr(expr, depth))]);
  };
  if (tail(before) !== tail(after)) {
    reasons.push(rowReason('ORDER BY', `ORDER BY, LIMIT or OFFSET behind ${clause}${where} changed.`));
  }
  return reasons;
}
