import type { BoundExpr, BoundFrom, BoundQuery, BoundRelation } from '../analyse/bound.ts';
import { explainRows, rowReason, rowsOf, type WrittenForms } from './explain-rows.ts';
import type { ChangeReason } from './query-change.ts';

/** One table of FROM, and how it is joined to those before it. */
interface Part {
  readonly relation: BoundRelation;
  readonly join: string;
  readonly on: BoundExpr | undefined;
}

const joinWords = {
  inner: 'JOIN',
  left: 'LEFT JOIN',
  right: 'RIGHT JOIN',
  full: 'FULL JOIN',
  cross: 'CROSS JOIN',
  semi: 'SEMI JOIN',
  anti: 'ANTI JOIN',
} as const;

/** Says what is read or joined otherwise in two FROM clauses that are not the same. */
export function explainFrom(
  before: BoundFrom | undefined,
  after: BoundFrom | undefined,
  forms: WrittenForms,
  where: string,
): readonly ChangeReason[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  const reasons: ChangeReason[] = [];
  const rest = [...now];
  for (const [index, part] of old.entries()) {
    const at =
      old.length === now.length
        ? rest.indexOf(now[index] as Part)
        : rest.findIndex(({ relation }) => nameOf(relation) === nameOf(part.relation));
    const [other] = at < 0 ? [] : rest.splice(at, 1);
    if (other === undefined) {
      reasons.push(rowReason(clauseOf(part), `${nameOf(part.relation)} is not read any more${where}.`));
    } else reasons.push(...explainPart(part, other, forms, where));
  }
  for (const part of rest) {
    const how = part.join === 'FROM' ? 'is read' : `is read with ${part.join}`;
    reasons.push(rowReason(clauseOf(part), `${nameOf(part.relation)} ${how}${where}, which it was not.`));
  }
  return reasons;
}

function partsOf(from: BoundFrom | undefined, join = 'FROM', on?: BoundExpr): readonly Part[] {
  if (from === undefined) return [];
  if (from.k === 'relation') return [{ relation: from.relation, join, on }];
  return [...partsOf(from.left, join, on), ...partsOf(from.right, joinWords[from.kind], from.on)];
}

function clauseOf({ join }: Part): string {
  return join === 'FROM' ? 'FROM' : 'JOIN';
}

function nameOf({ source, alias }: BoundRelation): string {
  if (source.kind === 'base') return `\`${source.relation.name}\``;
  return alias.startsWith('__akili_') ? 'a subquery' : `subquery \`${alias}\``;
}

function explainPart(old: Part, now: Part, forms: WrittenForms, where: string): readonly ChangeReason[] {
  const reasons: ChangeReason[] = [];
  const name = nameOf(now.relation);
  const [was, is] = [queryOf(old.relation), queryOf(now.relation)];
  const { strict, loose } = forms;
  if (was !== undefined && is !== undefined) {
    if (rowsOf(was, strict) !== rowsOf(is, strict)) reasons.push(...explainRows(was, is, forms, ` in ${name}${where}`));
  } else if (old.relation.source.kind !== now.relation.source.kind || nameOf(old.relation) !== name) {
    reasons.push(rowReason(clauseOf(now), `${name} is read in place of ${nameOf(old.relation)}${where}.`));
  }
  if (old.join !== now.join) {
    reasons.push(rowReason('JOIN', `${name} is read with ${now.join}${where}, it was ${old.join}.`));
  }
  const [onBefore, onAfter] = [old.on, now.on].map((on) => on && loose.expr(on, { frame: 0, level: 0 }));
  if (onBefore !== onAfter) reasons.push(rowReason('JOIN', `The condition that joins ${name} changed${where}.`));
  return reasons;
}

function queryOf({ source }: BoundRelation): BoundQuery | undefined {
  return source.kind === 'query' ? source.query : source.kind === 'cte' ? source.cte.query : undefined;
}
