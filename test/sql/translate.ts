import { duckdbParser } from '@akili/client-duckdb';
import type { Finding } from '@akili/diagnostics';
import { readType, targets, type EmittedSql, type Target } from '@akili/model';
import {
  analyse,
  emit,
  readTree,
  renderTemplate,
  type AnalysedQuery,
  type RelationSchema,
  type RenderedSql,
} from '@akili/sql';
import { controlFlow } from '@akili/sql/control-flow';

export const parser = duckdbParser();

/** A relation's schema from names and canonical types; every column may be NULL unless the type ends in `!`. */
export function relation(columns: Readonly<Record<string, string>>): RelationSchema {
  return {
    columns: Object.entries(columns).map(([name, type]) => ({
      name,
      type: readType(type.replace('!', '')),
      nullable: !type.endsWith('!'),
    })),
    key: [],
  };
}

export interface Reading {
  readonly text: string;
  readonly rendered: RenderedSql | undefined;
  readonly query: AnalysedQuery | undefined;
  readonly findings: readonly Finding[];
}

/** Renders, parses and analyses texts, many at once. */
export async function readAll(
  texts: readonly string[],
  scope: {
    readonly refs?: Readonly<Record<string, RelationSchema>>;
    readonly self?: RelationSchema;
    readonly purpose?: 'transform' | 'check';
  },
): Promise<readonly Reading[]> {
  const subject = { tenant: 'acme-corp', product: 'daily_revenue' };
  const purpose = scope.purpose ?? 'transform';
  const context = { vars: {}, allowRef: purpose === 'transform', allowThis: purpose === 'check' };
  const outcomes = texts.map((text) =>
    renderTemplate({ text, place: { file: 'transform.sql' } }, context, subject, controlFlow),
  );
  const parsed = await parser.parse(outcomes.map((outcome) => outcome.value?.sql ?? 'SELECT 1'));
  return outcomes.map(({ value: rendered, findings }, i) => {
    const text = texts[i] as string;
    if (rendered === undefined) return { text, rendered, query: undefined, findings };
    // Trees are cached as JSON: every test reads one that went through it.
    const tree = JSON.parse(JSON.stringify(readTree(parsed[i] as (typeof parsed)[number], rendered.sql)));
    const refs = new Map(Object.entries(scope.refs ?? {}));
    const outcome = analyse(rendered, tree, { refs, self: scope.self, purpose }, subject);
    return { text, rendered, query: outcome.value, findings: outcome.findings };
  });
}

/** The text for every target; relations are called what the query calls them. */
export function emitAll(query: AnalysedQuery): Readonly<Record<Target, EmittedSql>> {
  const texts = targets.map((target) => [target, emit(query, target, ({ name }) => [name])] as const);
  return Object.fromEntries(texts) as Record<Target, EmittedSql>;
}
