import type { Diagnostic } from '@akili/diagnostics';
import type { Json } from '@akili/model';
import { escapeLines } from './escape-terminal.ts';
import { streamJson } from './stream-json.ts';

/** A query of another dialect after `akili import sql`. */
export interface ImportedQuery {
  readonly from: string;
  /** Absent where the text could not be read at all. */
  readonly sql?: string;
  /** The inputs that it needs: their names here, their tables there, the columns that are used. */
  readonly inputs: readonly { readonly name: string; readonly source: string; readonly columns: readonly string[] }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The JSON of `akili import sql`. */
export function importedJson(query: ImportedQuery): Iterable<string> {
  const count = (severity: string): number => query.diagnostics.filter((one) => one.severity === severity).length;
  return streamJson(
    [
      ['formatVersion', 1],
      ['from', query.from],
      ...(query.sql === undefined ? [] : [['sql', query.sql] as const]),
      ['inputs', query.inputs as unknown as Json],
      ['diagnostics', query.diagnostics],
      ['summary', { errors: count('error'), warnings: count('warning') }],
    ],
    ['inputs', 'diagnostics'],
  );
}

/** What `inputs.yaml` has to say for the query; the connections are not known. */
export function proposedInputs(query: ImportedQuery): string {
  const entries = query.inputs.flatMap(({ name, source, columns }) => [
    `  - name: ${name}`,
    '    kind: source',
    '    connection: CONNECTION',
    `    resource: ${JSON.stringify(source)}`,
    '    strategy: full_refresh',
    ...(columns.length === 0 ? [] : ['    columns:', ...columns.map((column) => `      - ${JSON.stringify(column)}`)]),
  ]);
  return entries.length === 0 ? '' : `${escapeLines(['inputs:', ...entries].join('\n'), '')}\n`;
}
