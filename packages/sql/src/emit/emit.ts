import type { Finding, Subject } from '@akili/diagnostics';
import type { EmittedSql, Target } from '@akili/model';
import type { AnalysedQuery } from '../analyse/analysed-query.ts';
import type { RelationName, RenderedSql } from '../template/rendered-sql.ts';

/** Parts of a relation's qualified name on the target, e.g. catalog, namespace, table. */
export type NameOf = (relation: RelationName) => readonly string[];

/** The query as text for an engine, or the first reason why there is none. */
export function emit(_query: AnalysedQuery, _target: Target, _nameOf: NameOf): EmittedSql {
  throw new Error('not built yet');
}

/** The refusals of `emit` as findings with their places. Empty when the target can express the query. */
export function refusalsOf(
  _query: AnalysedQuery,
  _target: Target,
  _rendered: RenderedSql,
  _subject: Subject,
): readonly Finding[] {
  throw new Error('not built yet');
}
