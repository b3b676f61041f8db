import type { Expression } from '../expression/expression.ts';
import type { Query, Relation, SelectItem } from '../query/query.ts';
import type { Version } from '../version.ts';
import { analyzing, Failure } from './failure.ts';
import { systemRows, type SystemRow } from './information-schema.ts';
import { tableAt, type Answer, type Session } from './session.ts';

/** One row of a FROM: the rows of its relations, by alias. */
type Joined = ReadonlyMap<string, SystemRow | undefined>;

/**
 * A SELECT over what the engine keeps about itself: names of columns, literals, equality, AND, and LEFT or inner joins.
 * A query over a table of a tenant answers with what stands for its rows.
 */
export function runQuery(session: Session, query: Query): Answer {
  const { body } = query;
  if (body.kind !== 'select') throw new Failure(1064, 'this stand-in answers one SELECT');
  const [from] = body.from;
  if (from === undefined) return constants(session, body.items);
  if (from.kind === 'table' && systemRows(session, from.name) === undefined) {
    const { table } = tableAt(session, from.name);
    return { columns: ['contents'], rows: table.contents.map((one) => [one]) };
  }
  const rows = rowsOf(session, from).filter((row) => body.where === undefined || holds(body.where, row));
  const items = body.items.map((item) => {
    if (item.kind === 'star') throw new Failure(1064, 'this stand-in wants its columns named');
    return item;
  });
  return {
    columns: items.map(({ expression, alias }) => alias ?? nameOf(expression)),
    rows: rows.map((row) => items.map(({ expression }) => value(expression, row))),
  };
}

function rowsOf(session: Session, relation: Relation): readonly Joined[] {
  if (relation.kind === 'table') {
    const rows = systemRows(session, relation.name);
    if (rows === undefined) throw new Failure(5502, `Unknown table '${relation.name.join('.')}'`);
    return rows.map((row) => new Map([[relation.alias ?? relation.name.at(-1) ?? '', row]]));
  }
  if (relation.kind !== 'join') throw new Failure(1064, `this stand-in does not answer a ${relation.kind}`);
  const { left, right, on, type } = relation;
  const others = rowsOf(session, right);
  const aliases = right.kind === 'table' ? [right.alias ?? right.name.at(-1) ?? ''] : [];
  return rowsOf(session, left).flatMap((row) => {
    const found = others
      .map((other): Joined => new Map([...row, ...other]))
      .filter((both) => on === undefined || holds(on, both));
    const isOuter = type.startsWith('LEFT');
    return found.length === 0 && isOuter
      ? [new Map([...row, ...aliases.map((alias) => [alias, undefined] as const)])]
      : found;
  });
}

function holds(expression: Expression, row: Joined): boolean {
  if (expression.kind !== 'binary') throw new Failure(1064, `this stand-in does not answer ${expression.kind} here`);
  const { operator, left, right } = expression;
  if (operator === 'AND') return holds(left, row) && holds(right, row);
  if (operator !== '=') throw new Failure(1064, `this stand-in does not answer ${operator}`);
  const [a, b] = [value(left, row), value(right, row)];
  return a !== null && a === b;
}

function value(expression: Expression, row: Joined): string | null {
  if (expression.kind === 'literal') return expression.type === 'null' ? null : expression.text;
  if (expression.kind !== 'column') throw new Failure(1064, `this stand-in does not answer ${expression.kind} here`);
  const [column = '', alias] = expression.name.toReversed();
  if (alias !== undefined && !row.has(alias))
    throw analyzing(`Column '${expression.name.join('.')}' cannot be resolved`);
  const found = alias === undefined ? [...row.values()] : [row.get(alias)];
  const holder = found.find((one) => one !== undefined && Object.hasOwn(one, column.toUpperCase()));
  if (holder === undefined && found.some((one) => one !== undefined))
    throw analyzing(`Column '${expression.name.join('.')}' cannot be resolved`);
  return holder?.[column.toUpperCase()] ?? null;
}

function nameOf(expression: Expression): string {
  return expression.kind === 'column' ? (expression.name.at(-1) ?? '') : 'value';
}

const releases: { readonly [version in Version]: string } = {
  '3.3': '3.3.9-1d8a2f7',
  '3.5': '3.5.6-4a1c0b2',
  '4.0': '4.0.1-9e7d511',
  '4.1': 'BRANCH-4.1-RELEASE 5b3c2aa',
};

function constants(session: Session, items: readonly SelectItem[]): Answer {
  const [item] = items;
  if (item?.kind === 'item') {
    const { expression, alias } = item;
    if (expression.kind === 'call' && expression.name === 'current_version')
      return { columns: [alias ?? 'current_version()'], rows: [[session.release ?? releases[session.version]]] };
    if (expression.kind === 'literal') return { columns: [alias ?? expression.text], rows: [[expression.text]] };
  }
  throw new Failure(1064, 'this stand-in does not answer that');
}
