import { unknownAlias, unknownColumn, unsupportedConstruct, didYouMean } from '@akili/diagnostics';
import type { ExprNode } from '../tree/sql-tree.ts';
import { bindExpr } from './bind-expr.ts';
import type { Binder, Scope } from './binder.ts';
import type { BoundOutput, BoundRelation } from './bound.ts';
import { columnOf } from './resolve-column.ts';

/** `*` and `o.*` as the outputs they stand for, in the order of FROM; EXCLUDE, REPLACE and RENAME applied. */
export function expandStar(
  node: Extract<ExprNode, { k: 'star' }>,
  scope: Scope,
  binder: Binder,
): readonly BoundOutput[] {
  const wanted = starRelation(node, binder);
  const relations = scope.relations.filter(
    (relation) => wanted === undefined || relation.alias.toLowerCase() === wanted.toLowerCase(),
  );
  if (wanted !== undefined && relations.length === 0) {
    const suggestion = didYouMean(
      wanted,
      scope.relations.map((relation) => relation.alias),
    );
    binder.report(unknownAlias, node.at, { name: wanted, suggestion });
    return [];
  }
  if (relations.length === 0) binder.report(unsupportedConstruct, node.at, { what: '`*` without FROM' });
  const unknown = relations.find((relation) => relation.open && isWhollyUnknown(relation, binder));
  if (unknown !== undefined) {
    const what = `\`*\` over \`${unknown.alias}\`, whose columns are not known,`;
    binder.report(unsupportedConstruct, node.at, { what });
  }
  const excluded = new Set(node.exclude.map((name) => name.toLowerCase()));
  const replaced = new Map(node.replace.map((item) => [item.name.toLowerCase(), item.expr]));
  const renamed = new Map(node.rename.map((item) => [item.from.toLowerCase(), item.to]));
  const unused = new Set([...excluded, ...replaced.keys(), ...renamed.keys()]);
  const outputs: BoundOutput[] = [];
  for (const relation of relations) {
    // A copy: resolving a REPLACE may let an open relation grow.
    for (const column of [...relation.columns]) {
      const lower = column.name.toLowerCase();
      if (wanted === undefined && scope.hidden.get(relation)?.has(lower) === true) continue;
      unused.delete(lower);
      if (excluded.has(lower)) continue;
      const replacement = replaced.get(lower);
      const merged = wanted === undefined ? scope.merged.get(lower) : undefined;
      const expr = replacement
        ? bindExpr(replacement, scope, binder)
        : (merged ?? columnOf(relation, column.name, node.at));
      if (expr !== undefined) outputs.push({ name: renamed.get(lower) ?? column.name, expr, star: true });
    }
  }
  if (!relations.some((relation) => relation.open)) {
    for (const name of unused) {
      const suggestion = didYouMean(
        name,
        outputs.map((output) => output.name ?? ''),
      );
      binder.report(unknownColumn, node.at, { name, relation: wanted, suggestion });
    }
  }
  return outputs;
}

/** Where a relation is undeclared, or only some of its columns are unknown, that is a finding of its own. */
function isWhollyUnknown(relation: BoundRelation, binder: Binder): boolean {
  if (relation.source.kind !== 'base') return false;
  const { kind, name } = relation.source.relation;
  const schema = kind === 'ref' ? binder.scope.refs.get(name) : binder.scope.self;
  return schema !== undefined && schema.columns === undefined;
}

function starRelation(node: Extract<ExprNode, { k: 'star' }>, binder: Binder): string | undefined {
  if (node.relation === undefined) return undefined;
  const named = binder.placeholders.get(node.at);
  return named !== undefined && node.relation.startsWith('{{') ? named.name : node.relation;
}
