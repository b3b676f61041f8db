import type { SourceDialect } from '@akili/model';
import type { ImportedSql, ImportNote } from './imported-sql.ts';
import { group, lex } from './lex.ts';
import { traitsOf } from './source-dialect.ts';
import { isQuery, writeNodes } from './write-nodes.ts';
import { writeQuery } from './write-query.ts';
import { newWriter } from './writer.ts';

/**
 * A query of another dialect in the authoring dialect: tables become `{{ ref('name') }}`, what is known to mean the
 * same is written as it is written here, and everything else is said. Comments and lines stay. The result still has to
 * be parsed and analysed: what is no function or construct of the dialect is found there.
 */
export function importSql(source: string, dialect: SourceDialect): ImportedSql {
  const traits = traitsOf[dialect];
  const notes: ImportNote[] = [];
  const writer = newWriter(dialect, traits, source, notes);
  const nodes = group(lex(source, traits));
  if (nodes === undefined) {
    writer.refused({ start: 0, end: source.length }, 'this text', 'Its parentheses do not match.');
    return { sql: undefined, inputs: [], notes };
  }
  const none: ReadonlySet<string> = new Set();
  const sql = isQuery(nodes) ? writeQuery(nodes, none, writer) : writeNodes(nodes, none, writer);
  const byPlace = notes.sort((a, b) => a.start - b.start || a.end - b.end);
  return { sql: `${sql.trim()}\n`, inputs: writer.inputs, notes: byPlace };
}
