import { refusedOnTarget, type Finding, type Subject } from '@akili/diagnostics';
import type { EmittedSql, Target } from '@akili/model';
import type { AnalysedQuery } from '../analyse/analysed-query.ts';
import { tokenEnd } from '../analyse/sql-token.ts';
import type { RelationName, RenderedSql } from '../template/rendered-sql.ts';
import { dialects } from './dialect.ts';
import { printQuery } from './print-query.ts';
import { newPrinter, type Refusal } from './printer.ts';

/** Parts of a relation's qualified name on the target, e.g. catalog, namespace, table. */
export type NameOf = (relation: RelationName) => readonly string[];

/**
 * The query as text for an engine, or the first reason why there is none. The outputs have the names and types of
 * `query.columns` there; every identifier is quoted; relations are called what `nameOf` says and nothing else.
 */
export function emit(query: AnalysedQuery, target: Target, nameOf: NameOf): EmittedSql {
  const { text, refusals } = print(query, target, nameOf);
  const [first] = refusals;
  if (first === undefined) return text;
  const finding = refusedOnTarget.at(undefined, paramsOf(first, target));
  return { refused: finding.code, message: [finding.message, finding.help].filter(Boolean).join(' ') };
}

/** The refusals of `emit` as findings with their places. Empty when the target can express the query. */
export function refusalsOf(
  query: AnalysedQuery,
  target: Target,
  rendered: RenderedSql,
  subject: Subject,
): readonly Finding[] {
  const { refusals } = print(query, target, (relation) => [relation.name]);
  return refusals.map((refusal) => {
    const start = refusal.at < 0 ? Math.max(0, rendered.sql.search(/\S/)) : refusal.at;
    const place = rendered.placeOf(start, tokenEnd(rendered.sql, start));
    return refusedOnTarget.at(place, paramsOf(refusal, target), subject);
  });
}

function paramsOf(refusal: Refusal, target: Target): Parameters<typeof refusedOnTarget.message>[0] {
  return { target: dialects[target].title, what: refusal.what, instead: refusal.instead };
}

function print(
  query: AnalysedQuery,
  target: Target,
  nameOf: NameOf,
): { readonly text: string; readonly refusals: readonly Refusal[] } {
  const printer = newPrinter(target, nameOf);
  const names = query.columns.map((column) => column.name);
  const types = query.columns.map((column) => column.type);
  const text = printQuery(query.bound, printer, { inline: false, names, types });
  return { text, refusals: printer.refusals };
}
