import {
  columnCountMismatch,
  duplicateAlias,
  forbiddenTableFunction,
  hiddenRelation,
  qualifiedName,
  unknownColumn,
  unsupportedConstruct,
  wrongArguments,
} from '@akili/diagnostics';
import { placeholder } from '../template/output.ts';
import type { ExprNode, FromNode } from '../tree/sql-tree.ts';
import { bindCondition, bindExpr, bindTogether, typeOfAll } from './bind-expr.ts';
import { bindQuery } from './bind-query.ts';
import { findCte, newScope, type Binder, type Scope } from './binder.ts';
import type { BoundColumn, BoundExpr, BoundFrom, BoundQuery, BoundRelation } from './bound.ts';
import { describeType } from './expr-type.ts';
import { forbidAggregates } from './group-rules.ts';
import { bindUsing, commonColumns } from './using.ts';
import { some } from './walk.ts';

/** Binds FROM: every relation is added to the scope, joins keep their shape. */
export function bindFrom(node: FromNode, scope: Scope, binder: Binder): BoundFrom {
  if (node.k === 'join') return bindJoin(node, scope, binder);
  const relation = bindRelation(node, scope, binder) ?? unknownRelation(node, binder);
  const taken = scope.relations.some((other) => other.alias.toLowerCase() === relation.alias.toLowerCase());
  if (taken) binder.report(duplicateAlias, node.at, { name: relation.alias });
  scope.relations.push(relation);
  return { k: 'relation', relation };
}

/** Stands for what could not be bound, with every column, so that one mistake does not look like many. */
function unknownRelation(node: Exclude<FromNode, { k: 'join' }>, binder: Binder): BoundRelation {
  const named = node.k === 'table' || node.k === 'function' ? node.name : `__akili_q${++binder.unnamed}`;
  const source = { kind: 'values' as const, rows: [] };
  return { alias: node.alias ?? named, columns: [], open: true, outer: false, source };
}

function bindRelation(node: Exclude<FromNode, { k: 'join' }>, scope: Scope, binder: Binder): BoundRelation | undefined {
  switch (node.k) {
    case 'table':
      return bindTable(node, scope, binder);
    case 'derived': {
      const inner = newScope(scope, scope.ctes);
      const query = bindQuery(node.query, inner, binder);
      const open = query.partial === true;
      const columns = renamed(columnsOf(query), node, binder, open);
      return { ...relationOf(node, columns, { kind: 'query', query, lateral: inner.correlated }, binder), open };
    }
    case 'values':
      return bindValues(node, scope, binder);
    case 'function':
      return bindSeries(node, scope, binder);
    case 'fault':
      return undefined;
  }
}

function relationOf(
  node: FromNode,
  columns: BoundColumn[],
  source: BoundRelation['source'],
  binder: Binder,
): BoundRelation {
  const alias = node.alias ?? `__akili_q${++binder.unnamed}`;
  return { alias, columns, open: false, outer: false, source };
}

function bindTable(node: Extract<FromNode, { k: 'table' }>, scope: Scope, binder: Binder): BoundRelation | undefined {
  if (node.path !== undefined) {
    binder.report(qualifiedName, node.at, { name: [...node.path, node.name].join('.') });
    return undefined;
  }
  const named = binder.placeholders.get(node.at);
  // Only a placeholder that we wrote stands at a recorded offset; its name alone proves nothing.
  if (named !== undefined && placeholder(named) === `"${node.name}"`) {
    const relation = { kind: named.kind, name: named.name };
    if (!binder.reads.some((read) => read.kind === relation.kind && read.name === relation.name)) {
      binder.reads.push(relation);
    }
    const schema = relation.kind === 'this' ? binder.scope.self : binder.scope.refs.get(relation.name);
    const columns = (schema?.columns ?? []).map(({ name, type, nullable }) => ({ name, type, nullable }));
    const open = schema?.columns === undefined || schema.partial === true;
    const renamedColumns = renamed(columns, node, binder);
    return {
      alias: node.alias ?? relation.name,
      columns: renamedColumns,
      open,
      outer: false,
      source: { kind: 'base', relation },
    };
  }
  const cte = findCte(scope.ctes, node.name);
  if (cte === undefined) {
    binder.report(hiddenRelation, node.at, { name: node.name, purpose: binder.scope.purpose });
    return undefined;
  }
  const open = cte.query?.partial === true;
  const columns = renamed([...cte.columns], node, binder, open);
  return { alias: node.alias ?? cte.name, columns, open, outer: false, source: { kind: 'cte', cte } };
}

/** The columns of a query as a relation's columns; outputs without a name get one that nobody writes. */
export function columnsOf(query: BoundQuery): BoundColumn[] {
  return query.outputs.map((output, i) => ({
    name: output.name ?? `__akili_c${i + 1}`,
    type: output.expr.type,
    nullable: output.expr.nullable,
  }));
}

/** The columns under the names that the author gives them; `open` where there may be more of them. */
function renamed(columns: BoundColumn[], node: FromNode, binder: Binder, open = false): BoundColumn[] {
  const names = node.columns ?? [];
  if (node.k === 'table' && names.length > 0) {
    binder.report(unsupportedConstruct, node.at, { what: 'A list of column names behind a table' });
    return columns;
  }
  if (names.length > columns.length && !open) {
    binder.report(columnCountMismatch, node.at, {
      what: 'The list of column names',
      expected: columns.length,
      actual: names.length,
    });
  }
  return columns.map((column, i) => ({ ...column, name: names[i] ?? column.name }));
}

function bindValues(node: Extract<FromNode, { k: 'values' }>, scope: Scope, binder: Binder): BoundRelation {
  const width = node.rows[0]?.length ?? 0;
  const rows: BoundExpr[][] = node.rows.map(() => []);
  const columns: BoundColumn[] = [];
  for (let c = 0; c < width; c++) {
    const cells = node.rows.map((row) => row[c]).filter((cell): cell is ExprNode => cell !== undefined);
    const bound = bindTogether(cells, node.at, 'VALUES', newScope(scope, scope.ctes), binder);
    bound.forEach((cell, r) => rows[r]?.push(cell));
    columns.push({ name: `col${c}`, type: typeOfAll(bound), nullable: bound.some((cell) => cell.nullable) });
  }
  return relationOf(node, renamed(columns, node, binder), { kind: 'values', rows }, binder);
}

function bindSeries(
  node: Extract<FromNode, { k: 'function' }>,
  scope: Scope,
  binder: Binder,
): BoundRelation | undefined {
  if (!['unnest', 'range', 'generate_series'].includes(node.name)) {
    binder.report(forbiddenTableFunction, node.at, { name: node.name });
    return undefined;
  }
  const args = node.args.map((arg) => bindExpr(arg, scope, binder));
  const [first] = args;
  const wanted = node.name === 'unnest' ? 'array' : 'an integer or two';
  const fits =
    node.name === 'unnest'
      ? args.length === 1 && (first?.type === undefined || first.type.kind === 'array')
      : args.length >= 1 &&
        args.length <= 3 &&
        args.every((arg) => /^(integer|bigint)$/.test(arg.type?.kind ?? 'integer'));
  if (!fits) {
    const given = args.map((arg) => describeType(arg.type)).join(', ');
    binder.report(wrongArguments, node.at, { name: node.name, given, expected: wanted });
    return undefined;
  }
  const type = node.name === 'unnest' ? (first?.type?.kind === 'array' ? first.type.of : undefined) : bigint;
  const columns = [{ name: node.name, type, nullable: node.name === 'unnest' }];
  const alias = node.alias ?? node.name;
  const source = { kind: 'series' as const, name: node.name, args };
  return { alias, columns: renamed(columns, node, binder), open: false, outer: false, source };
}

const bigint = { kind: 'bigint' as const };

function bindJoin(node: Extract<FromNode, { k: 'join' }>, scope: Scope, binder: Binder): BoundFrom {
  const before = scope.relations.length;
  const left = bindFrom(node.left, scope, binder);
  const middle = scope.relations.length;
  const right = bindFrom(node.right, scope, binder);
  const [lefts, rights] = [scope.relations.slice(before, middle), scope.relations.slice(middle)];
  const merged = new Map(scope.merged);
  const using = node.natural === true ? commonColumns(lefts, rights) : node.using;
  if (using?.length === 0) {
    binder.report(unknownColumn, node.at, { name: 'NATURAL', relation: undefined, suggestion: undefined });
  }
  let on: BoundExpr | undefined;
  if (using !== undefined) on = bindUsing(using, node.kind, node.at, lefts, rights, scope, binder);
  else if (node.on !== undefined) {
    on = bindCondition(node.on, scope, binder, 'ON');
    forbidAggregates(on, 'ON', binder);
  }
  if (node.kind === 'left' || node.kind === 'full') for (const relation of rights) relation.outer = true;
  if (node.kind === 'right' || node.kind === 'full') for (const relation of lefts) relation.outer = true;
  for (const [name, expr] of merged) {
    // Joined with USING further in, and now on the outer side.
    const outer = (part: BoundExpr): boolean => part.k === 'column' && part.relation.outer;
    if (scope.merged.get(name) === expr && some(expr, outer)) scope.merged.set(name, { ...expr, nullable: true });
  }
  if (node.kind === 'semi' || node.kind === 'anti') {
    // The right side only decides which rows stay; its columns are not in reach any more.
    scope.relations.length = middle;
  }
  return { k: 'join', kind: node.kind, left, right, on };
}
