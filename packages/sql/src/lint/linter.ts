import type { DiagnosticDefinition, Finding, Subject } from '@akili/diagnostics';
import { dottedParts } from '../analyse/sql-token.ts';
import type { RelationName, RenderedSql } from '../template/rendered-sql.ts';

/** What is known of a product beyond its text. */
export interface LintScope {
  /** The keys that somebody declared for a relation; keys that were only inferred prove nothing about their parts. */
  readonly declaredKeys: (relation: RelationName) => readonly (readonly string[])[];
  /** True for a transform whose columns no `output.yaml` holds still. */
  readonly starsDrift: boolean;
}

/** What the checks of one text share. */
export interface Linter {
  readonly scope: LintScope;
  readonly findings: Map<string, Finding>;
  /** Reports at the name that stands at `at`; the same code at the same place once. */
  report<P>(diagnostic: DiagnosticDefinition<P>, at: number, params: P): void;
}

/** A linter of one text. */
export function newLinter(rendered: RenderedSql, scope: LintScope, subject: Subject): Linter {
  const findings = new Map<string, Finding>();
  return {
    scope,
    findings,
    report(diagnostic, at, params) {
      const start = Math.max(0, at);
      const key = `${String(start).padStart(9, '0')} ${diagnostic.code}`;
      if (findings.has(key)) return;
      const end = dottedParts(rendered.sql, start).at(-1)?.[1] ?? start;
      findings.set(key, diagnostic.at(rendered.placeOf(start, end), params, subject));
    },
  };
}
