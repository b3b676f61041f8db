import { locateAndSort } from '@akili/compiler';
import { duckdbParser } from '@akili/client-duckdb';
import { exitCodes, importRefused, importToConfirm, type ExitCode, type Finding } from '@akili/diagnostics';
import { createLocator } from '@akili/manifest';
import type { SourceDialect } from '@akili/model';
import type { ImportedQuery, SourceOf } from '@akili/report';
import { analyse, readTree, renderTemplate, type AnalysedQuery } from '@akili/sql';
import { importSql as turnOver, traitsOf, type ImportedInput } from '@akili/sql/import';

/** What was turned over, and the texts that places point into: the foreign one and the result. */
export interface ImportAnswer {
  readonly query: ImportedQuery;
  readonly sourceOf: SourceOf;
  readonly exitCode: ExitCode;
}

/** The file that findings about the result name. */
const result = 'transform.sql';

/**
 * Turns a query of another dialect into the authoring dialect, and has the compiler's own analyser read the result.
 * Reads no repository: every table is an input whose columns are not known yet. Errors exit as those of a repository.
 */
export async function importSql(text: string, file: string, from: SourceDialect): Promise<ImportAnswer> {
  const { sql, inputs, notes } = turnOver(text, from);
  const dialect = traitsOf[from].title;
  const doubts = await doubtsAbout(text, inputs, from);
  const findings = notes.map(({ kind, start, end, what, why }) =>
    (kind === 'refused' ? importRefused : importToConfirm).at({ file, start, end }, { what, dialect, why }),
  );
  const read =
    sql === undefined
      ? undefined
      : await readResult(
          sql,
          inputs.map((one) => one.name),
        );
  const texts = [{ path: file, text }, ...(sql === undefined ? [] : [{ path: result, text: sql }])];
  const locate = createLocator({ files: texts, findings: [] });
  const { diagnostics } = locateAndSort(
    [
      ...findings,
      ...doubts.map((doubt) => importToConfirm.at({ file, ...firstWord(text) }, { ...doubt, dialect })),
      ...(read?.findings ?? []),
    ],
    locate,
  );
  const columns = columnsOf(read?.query);
  return {
    query: {
      from,
      ...(sql === undefined ? {} : { sql }),
      inputs: inputs.map((input) => ({ ...input, columns: columns.get(input.name) ?? [] })),
      diagnostics,
    },
    sourceOf: (path) => texts.find((one) => one.path === path)?.text,
    exitCode: diagnostics.some((one) => one.severity === 'error') ? exitCodes.repositoryErrors : exitCodes.ok,
  };
}

/**
 * What another reader of the dialect finds in the text and we did not, or the other way round. It misreads some texts,
 * so that it may only ask; a text that it cannot read is no vote.
 */
async function doubtsAbout(
  text: string,
  inputs: readonly ImportedInput[],
  from: SourceDialect,
): Promise<readonly { readonly what: string; readonly why: string }[]> {
  const { relationsIn } = await import('@akili/verify/vote');
  const found = await relationsIn(text, from);
  if (found === undefined) return [];
  const last = (name: string): string => (name.split('.').at(-1) ?? '').toLowerCase();
  const [ours, theirs] = [new Set(inputs.map((one) => last(one.source))), new Set(found.map(last))];
  const why = 'two readers of this text disagree about what it reads';
  return [
    ...found
      .filter((name) => !ours.has(last(name)))
      .map((name) => ({ what: `the table ${name}, which became no input`, why })),
    ...inputs
      .filter((one) => !theirs.has(last(one.source)))
      .map((one) => ({ what: `the input ${one.name}, in which another reader sees no table`, why })),
  ];
}

/** Where what is said of a whole text points to. */
function firstWord(text: string): { readonly start: number; readonly end: number } {
  const match = /\S+/.exec(text);
  return match === null ? { start: 0, end: 0 } : { start: match.index, end: match.index + match[0].length };
}

/** What the analyser says of the result. That types are not known is no news: nothing is declared yet. */
async function readResult(
  sql: string,
  names: readonly string[],
): Promise<{ readonly query: AnalysedQuery | undefined; readonly findings: readonly Finding[] }> {
  const context = { vars: {}, allowRef: true, allowThis: false };
  const rendered = renderTemplate({ text: sql, place: { file: result } }, context, {});
  if (rendered.value === undefined) return { query: undefined, findings: rendered.findings };
  const parser = duckdbParser();
  try {
    const [parsed] = await parser.parse([rendered.value.sql]);
    if (parsed === undefined) throw new Error('the parser gave no answer');
    const refs = new Map(names.map((name) => [name, { columns: undefined, key: [] }]));
    const scope = { refs, self: undefined, purpose: 'transform' as const };
    const { value, findings } = analyse(rendered.value, readTree(parsed, rendered.value.sql), scope, {});
    return { query: value, findings: findings.filter((one) => one.severity === 'error') };
  } finally {
    parser.close();
  }
}

function columnsOf(query: AnalysedQuery | undefined): ReadonlyMap<string, readonly string[]> {
  const columns = new Map<string, Set<string>>();
  const sources = query === undefined ? [] : [...Object.values(query.lineage.columns).flat(), ...query.lineage.rows];
  for (const { input, column } of sources) columns.set(input, (columns.get(input) ?? new Set()).add(column));
  return new Map([...columns].map(([input, found]) => [input, [...found].sort()]));
}
