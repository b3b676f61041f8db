import type { DiagnosticDefinition, Finding, Place, Subject } from '@akili/diagnostics';
import type { RelationName, RenderedRelation, RenderedSql } from '../template/rendered-sql.ts';
import type { QueryScope } from './analysed-query.ts';
import type { BoundCte, BoundExpr, BoundRelation } from './bound.ts';
import { tokenEnd } from './sql-token.ts';

/** What all functions that bind one text share: the text, what it may read, and what was found so far. */
export interface Binder {
  readonly rendered: RenderedSql;
  readonly scope: QueryScope;
  readonly findings: Finding[];
  /** Placeholders by their offset: the only base tables there are. */
  readonly placeholders: ReadonlyMap<number, RenderedRelation>;
  readonly reads: RelationName[];
  /** What functions of the text depend on. */
  readonly depends: { time: boolean; chance: boolean; order: boolean };
  /** Numbers aliases that the author did not give. */
  unnamed: number;
  /** Reports at the token at `at` (UTF-16 offset of the rendered SQL), or at `[at, end)`. */
  report<P>(diagnostic: DiagnosticDefinition<P>, at: number, params: P, end?: number): void;
  placeAt(at: number, end?: number): Place;
}

/** Names in reach of an expression. Each query has one; that of a subquery has the query around it as parent. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly relations: BoundRelation[];
  /** Columns that a USING joined: by lower-case name, what stands for both. */
  readonly merged: Map<string, BoundExpr>;
  /** Columns that a USING put behind another: relation and lower-case name. */
  readonly hidden: Map<BoundRelation, Set<string>>;
  readonly ctes: CteScope | undefined;
  /** Outputs by lower-case name, as far as they are bound. */
  readonly aliases: Map<string, BoundExpr>;
  /** In HAVING and QUALIFY a name is an output first and a column second; elsewhere the other way round. */
  aliasFirst: boolean;
  /** Set when a name was found in a scope around this one. */
  correlated: boolean;
}

export interface CteScope {
  readonly byName: ReadonlyMap<string, BoundCte>;
  readonly parent: CteScope | undefined;
}

export function newScope(parent: Scope | undefined, ctes: CteScope | undefined): Scope {
  return {
    parent,
    relations: [],
    merged: new Map(),
    hidden: new Map(),
    ctes,
    aliases: new Map(),
    aliasFirst: false,
    correlated: false,
  };
}

/** The CTE of a name, the nearest first. */
export function findCte(scope: CteScope | undefined, name: string): BoundCte | undefined {
  const lower = name.toLowerCase();
  for (let s = scope; s !== undefined; s = s.parent) {
    const cte = s.byName.get(lower);
    if (cte !== undefined) return cte;
  }
  return undefined;
}

/** A binder of one text. */
export function newBinder(rendered: RenderedSql, scope: QueryScope, subject: Subject): Binder {
  const findings: Finding[] = [];
  const placeAt = (at: number, end?: number): Place => {
    const start = at < 0 ? Math.max(0, rendered.sql.search(/\S/)) : at;
    return rendered.placeOf(start, end ?? tokenEnd(rendered.sql, start));
  };
  return {
    rendered,
    scope,
    findings,
    placeholders: new Map(rendered.relations.map((relation) => [relation.start, relation])),
    reads: [],
    depends: { time: false, chance: false, order: false },
    unnamed: 0,
    report(diagnostic, at, params, end) {
      findings.push(diagnostic.at(placeAt(at, end), params, subject));
    },
    placeAt,
  };
}
