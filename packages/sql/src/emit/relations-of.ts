import type { AnalysedQuery } from '../analyse/analysed-query.ts';
import type { NameOf } from './emit.ts';

/** The qualified names that the emitted text of a query reads, each once, sorted: what the isolation proof checks. */
export function relationsOf(query: AnalysedQuery, nameOf: NameOf): readonly (readonly string[])[] {
  const names = new Map(query.reads.map((relation) => [JSON.stringify(nameOf(relation)), nameOf(relation)]));
  return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
}
