import {
  ambiguousColumn,
  didYouMean,
  qualifiedName,
  unknownAlias,
  unknownColumn,
  unsupportedConstruct,
} from '@akili/diagnostics';
import { functionNamed } from '../functions/registry.ts';
import { bindCall } from './bind-call.ts';
import type { Binder, Scope } from './binder.ts';
import type { BoundColumn, BoundExpr, BoundRelation } from './bound.ts';
import { dottedParts } from './sql-token.ts';

/** Resolves a column: `name` or `relation.name`, ignoring case, the nearest query first. */
export function resolveColumn(names: readonly string[], at: number, scope: Scope, binder: Binder): BoundExpr {
  const [first, second] = names;
  if (first === undefined || names.length > 2) {
    const end = dottedParts(binder.rendered.sql, Math.max(0, at)).at(-1)?.[1];
    binder.report(qualifiedName, at, { name: names.join('.') }, end);
    return broken(at);
  }
  // Our own names of what the author left without one: nobody may write them.
  if (/^__akili_/i.test(first) || (second !== undefined && /^__akili_/i.test(second))) {
    binder.report(unknownColumn, at, { name: names.join('.'), relation: undefined, suggestion: undefined });
    return broken(at);
  }
  if (second === undefined) {
    if (placeholderName(first, at, binder) === undefined) return resolveBare(first, at, scope, binder);
    binder.report(unsupportedConstruct, at, { what: 'A whole relation as a value' });
    return broken(at);
  }
  return resolveQualified(placeholderName(first, at, binder) ?? first, second, at, scope, binder);
}

/** `{{ ref('orders') }}.amount`: the placeholder stands for the relation's name. */
function placeholderName(written: string, at: number, binder: Binder): string | undefined {
  const relation = binder.placeholders.get(at);
  return relation !== undefined && written.startsWith('{{') ? relation.name : undefined;
}

export function broken(at: number): BoundExpr {
  return { k: 'broken', at, type: undefined, nullable: true };
}

/** A column of a relation in scope; an open relation has every column. */
export function columnOf(relation: BoundRelation, name: string, at: number): BoundExpr | undefined {
  const column = findColumn(relation, name);
  if (column === undefined) return undefined;
  return {
    k: 'column',
    at,
    relation,
    name: column.name,
    type: column.type,
    nullable: column.nullable || relation.outer,
  };
}

function findColumn(relation: BoundRelation, name: string): BoundColumn | undefined {
  const lower = name.toLowerCase();
  const found = relation.columns.find((column) => column.name.toLowerCase() === lower);
  if (found !== undefined || !relation.open) return found;
  const assumed = { name, type: undefined, nullable: true };
  relation.columns.push(assumed);
  return assumed;
}

function resolveQualified(alias: string, name: string, at: number, scope: Scope, binder: Binder): BoundExpr {
  const lower = alias.toLowerCase();
  for (let s: Scope | undefined = scope; s !== undefined; s = s.parent) {
    const relation = s.relations.find((candidate) => candidate.alias.toLowerCase() === lower);
    if (relation === undefined) continue;
    markCorrelated(scope, s);
    const column = columnOf(relation, name, at);
    if (column !== undefined) return column;
    const [, part] = dottedParts(binder.rendered.sql, at);
    const suggestion = didYouMean(name, names(relation));
    binder.report(unknownColumn, part?.[0] ?? at, { name, relation: alias, suggestion }, part?.[1]);
    return broken(at);
  }
  const suggestion = didYouMean(
    alias,
    reach(scope).map((relation) => relation.alias),
  );
  binder.report(unknownAlias, at, { name: alias, suggestion });
  return broken(at);
}

function resolveBare(name: string, at: number, scope: Scope, binder: Binder): BoundExpr {
  const lower = name.toLowerCase();
  for (let s: Scope | undefined = scope; s !== undefined; s = s.parent) {
    const first = s.aliasFirst ? s.aliases.get(lower) : undefined;
    if (first !== undefined) return (markCorrelated(scope, s), first);
    const merged = s.merged.get(lower);
    if (merged !== undefined) return (markCorrelated(scope, s), { ...merged, at });
    const found = s.relations.filter(
      (relation) =>
        s.hidden.get(relation)?.has(lower) !== true &&
        relation.columns.some((column) => column.name.toLowerCase() === lower),
    );
    if (found.length > 1) {
      binder.report(ambiguousColumn, at, { name, relations: found.map((relation) => relation.alias) });
      return broken(at);
    }
    const [relation] = found;
    if (relation !== undefined) return (markCorrelated(scope, s), columnOf(relation, name, at) as BoundExpr);
    const alias = s.aliases.get(lower);
    if (alias !== undefined) return (markCorrelated(scope, s), alias);
    // A relation whose columns nobody declared may well have it.
    const open = s.relations.filter((candidate) => candidate.open);
    if (open.length > 0) return (markCorrelated(scope, s), columnOf(open[0] as BoundRelation, name, at) as BoundExpr);
  }
  return withoutColumn(name, at, scope, binder);
}

/** CURRENT_DATE and its like are written without parentheses and come as columns. */
function withoutColumn(name: string, at: number, scope: Scope, binder: Binder): BoundExpr {
  const lower = name.toLowerCase();
  if (/^(current_date|current_timestamp|localtimestamp)$/.test(lower) && functionNamed(lower) !== undefined) {
    return bindCall({ k: 'call', at, name: lower, args: [] }, scope, binder);
  }
  const suggestion = didYouMean(name, reach(scope).flatMap(names));
  binder.report(unknownColumn, at, { name, relation: undefined, suggestion });
  return broken(at);
}

function names(relation: BoundRelation): string[] {
  return relation.columns.map((column) => column.name);
}

function reach(scope: Scope): BoundRelation[] {
  const relations: BoundRelation[] = [];
  for (let s: Scope | undefined = scope; s !== undefined; s = s.parent) relations.push(...s.relations);
  return relations;
}

function markCorrelated(from: Scope, found: Scope): void {
  for (let s: Scope | undefined = from; s !== undefined && s !== found; s = s.parent) s.correlated = true;
}
