import type { Outcome, Subject } from '@akili/diagnostics';
import type { RenderedSql } from '../template/rendered-sql.ts';
import type { SqlTree } from '../tree/sql-tree.ts';
import type { AnalysedQuery, QueryScope } from './analysed-query.ts';

/** Resolves names, types, lineage and the dialect's rules. Findings carry places in the author's file. */
export function analyse(
  _rendered: RenderedSql,
  _tree: SqlTree,
  _scope: QueryScope,
  _subject: Subject,
): Outcome<AnalysedQuery> {
  throw new Error('not built yet');
}
