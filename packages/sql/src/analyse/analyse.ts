import { brokenTemplate, hasErrors, type Finding, type Outcome, type Subject } from '@akili/diagnostics';
import type { Lineage } from '@akili/model';
import { mostFindings } from '../template/render.ts';
import type { RenderedSql } from '../template/rendered-sql.ts';
import type { SqlTree } from '../tree/sql-tree.ts';
import type { AnalysedQuery, QueryScope } from './analysed-query.ts';
import { bindQuery } from './bind-query.ts';
import { newBinder, newScope, type Binder } from './binder.ts';
import type { BoundQuery } from './bound.ts';
import { checkOutputs } from './check-outputs.ts';
import { groupKeyOf, isSingleRow } from './group-key.ts';
import { lineageOf } from './lineage.ts';
import { reportFaults } from './report-faults.ts';

/**
 * Resolves names, types, lineage and the dialect's rules. Findings carry places in the author's file and are sorted
 * by them. The value is there whenever the text could be read and holds no error.
 */
export function analyse(
  rendered: RenderedSql,
  tree: SqlTree,
  scope: QueryScope,
  subject: Subject,
): Outcome<AnalysedQuery> {
  const binder = newBinder(rendered, scope, subject);
  reportFaults(tree.faults, binder);
  const cut = tree.faults.some((fault) => fault.kind === 'too-deep' || fault.kind === 'too-large');
  if (tree.query === undefined || cut) return { value: undefined, findings: binder.findings };
  const bound = bindQuery(tree.query, newScope(undefined, undefined), binder);
  reportStrayRelations(binder);
  const columns = checkOutputs(bound, binder);
  const findings = ordered(binder.findings);
  // What rests on a mistake has no type; the mistake is what there is to say.
  if (hasErrors(findings)) return { value: undefined, findings: findings.filter(isError).slice(0, mostFindings) };
  // `*` over a relation that nobody declared gives nothing to say more about.
  if (columns.length === 0) return { value: undefined, findings };
  return { value: describe(bound, columns, binder), findings };
}

function isError(finding: Finding): boolean {
  return finding.severity === 'error';
}

function describe(bound: BoundQuery, columns: AnalysedQuery['columns'], binder: Binder): AnalysedQuery {
  const { depends, reads } = binder;
  let lineage: Lineage | undefined;
  return {
    columns,
    partial: bound.partial === true,
    // On demand: a plan of one product does not ask for that of the others.
    get lineage() {
      return (lineage ??= lineageOf(bound));
    },
    groupKey: groupKeyOf(bound),
    reads,
    readsThis: reads.some((relation) => relation.kind === 'this'),
    constant: reads.length === 0 && !depends.time && !depends.chance,
    deterministic: !depends.chance && !depends.order,
    timeDependent: depends.time,
    singleRow: isSingleRow(bound),
    bound,
  };
}

/** A placeholder that is no table and qualifies no column stands where none can. */
function reportStrayRelations(binder: Binder): void {
  const { sql } = binder.rendered;
  for (const relation of binder.rendered.relations) {
    const known = binder.reads.some((read) => read.kind === relation.kind && read.name === relation.name);
    if (known || hasErrors(binder.findings)) continue;
    const what = 'a table stands here, where there is place for a value or a name only';
    binder.report(brokenTemplate, relation.start, { what }, Math.min(relation.end, sql.length));
  }
}

/** By place, since binding goes by clauses; equal findings once. */
function ordered(findings: readonly Finding[]): readonly Finding[] {
  const unique = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...unique.values()].sort((a, b) => (a.place?.start ?? 0) - (b.place?.start ?? 0));
}
