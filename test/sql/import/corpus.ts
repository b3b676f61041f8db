import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Finding } from '@akili/diagnostics';
import type { SourceDialect } from '@akili/model';
import { importSql } from '@akili/sql/import';
import { readAll } from '../translate.ts';

/** The queries of a dialect, one a line. */
export function queriesOf(dialect: SourceDialect): readonly string[] {
  const text = readFileSync(fileURLToPath(new URL(`./${dialect}.sql`, import.meta.url)), 'utf8');
  return text.split('\n').filter((line) => line !== '');
}

/** What becomes of each query: its text, the notes, and what the analyser says of the result. */
export async function reportOf(dialect: SourceDialect): Promise<string> {
  const queries = queriesOf(dialect);
  const imported = queries.map((query) => importSql(query, dialect));
  const unknown = { columns: undefined, key: [] };
  const readings = await readAll(
    imported.map((one) => one.sql ?? 'SELECT 1 AS x'),
    { refs: Object.fromEntries(imported.flatMap((one) => one.inputs.map(({ name }) => [name, unknown]))) },
  );
  const blocks = queries.map((query, i) => {
    const { sql = '', inputs = [], notes = [] } = imported[i] ?? {};
    const tables = inputs.map(({ name, source }) => `   reads ${name} = ${source}`);
    const said = notes.map(
      (note) => `   ${note.kind} \`${query.slice(note.start, note.end)}\` ${note.what}: ${note.why}`,
    );
    const found = (readings[i]?.findings ?? []).filter(isError).map((one) => `   ${one.code} ${one.message}`);
    return [`<- ${query}`, `-> ${(sql ?? '').trim()}`, ...tables, ...said, ...found].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

function isError(finding: Finding): boolean {
  return finding.severity === 'error';
}
